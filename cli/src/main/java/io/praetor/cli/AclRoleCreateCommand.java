// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl role create`: makes a role of grants.
final class AclRoleCreateCommand extends ClientCommand {
  private final Flag<String> description = flags.string("description", "Description of the role.");
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> name = flags.string("name", "Name of the role.");
  private final AclGrants grants = new AclGrants(flags, "", false);
  private final AclTemplates templates = new AclTemplates(flags, "", AclTemplates.variables(flags));

  AclRoleCreateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Make a role";
  }

  @Override
  String usage() {
    return "acl role create -name NAME [options]";
  }

  @Override
  String details() {
    return "Makes a role:\n\n    $ consul acl role create -name=readers -policy-name=kv-read";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (name.value().isEmpty()) {
      return AclOutput.missing(terminal, this, "name");
    }
    if (grants.isEmpty() && templates.isEmpty()) {
      throw new Failure(
          "Cannot create a role without specifying -policy-name, -policy-id, -service-identity, -node-identity, -templated-policy-file or -templated-policy at least once");
    }
    templates.checkOne("role");
    ApiClient agent = connect(terminal);
    Json role =
        Json.object()
            .put("Name", name.value())
            .put("Description", description.value())
            .put("Policies", new Json.Arr(grants.policies(agent)))
            .put("ServiceIdentities", new Json.Arr(grants.serviceIdentities()))
            .put("NodeIdentities", new Json.Arr(grants.nodeIdentities()))
            .put("TemplatedPolicies", new Json.Arr(templates.policies(terminal)))
            .build();
    Json made = asking("Failed to create new role", agent.put("/v1/acl/role").json(role)::fetch);
    return output.print(
        terminal, made, AclJson::role, (value, meta) -> AclText.role(value, meta) + "\n");
  }
}
