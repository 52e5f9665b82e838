// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl role update`: changes the given parts of a role, and adds to what it grants unless told to
/// replace it.
final class AclRoleUpdateCommand extends ClientCommand {
  private final Flag<List<String>> variables = AclTemplates.variables(flags);
  private final AclTemplates added = new AclTemplates(flags, "append-", variables);
  private final AclTemplates replaced = new AclTemplates(flags, "replace-", variables);
  private final Flag<String> description =
      flags.string("description", "New description of the role.");
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> id = flags.string("id", "Id of the role, or the start of it.");
  private final Flag<String> name = flags.string("name", "New name of the role.");
  private final Flag<Boolean> noMerge =
      flags.bool("no-merge", "Replace the whole role instead of changing parts of it.");
  private final AclGrants grants = new AclGrants(flags, "", false);

  AclRoleUpdateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Change a role";
  }

  @Override
  String usage() {
    return "acl role update -id ROLEID [options]";
  }

  @Override
  String details() {
    return """
        Changes the given parts of a role. What it grants already stays, unless -no-merge is given. Templated policies are added and replaced by flags of their own;
            -templated-policy
        is for new roles only.""";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (id.value().isEmpty()) {
      throw new Failure("Cannot update a role without specifying the -id parameter");
    }
    AclTemplates.checkApart(added, replaced);
    ApiClient agent = connect(terminal);
    String whole = AclRoles.id(agent, id.value(), "");
    Json before = Json.Null.NULL;
    if (!noMerge.value()) {
      before =
          asking("Error when retrieving current role", () -> AclLookups.byId(agent, "role", whole));
      if (before.isNull()) {
        throw new Failure("Role not found with ID " + GoQuote.quote(whole));
      }
    }
    Json changed =
        asking(
            "Error updating role " + GoQuote.quote(whole),
            agent.put("/v1/acl/role/" + whole).json(role(terminal, agent, whole, before))::fetch);
    return output.print(
        terminal, changed, AclJson::role, (value, meta) -> AclText.role(value, meta) + "\n");
  }

  private Json role(Terminal terminal, ApiClient agent, String whole, Json before) throws Failure {
    return Json.object()
        .put("ID", whole)
        .put("Name", name.value().isEmpty() ? before.text("Name") : name.value())
        .put(
            "Description",
            description.value().isEmpty() ? before.text("Description") : description.value())
        .put(
            "Policies",
            new Json.Arr(AclMerge.links(before.at("Policies").items(), grants.policies(agent))))
        .put(
            "ServiceIdentities",
            new Json.Arr(
                AclMerge.services(
                    before.at("ServiceIdentities").items(), grants.serviceIdentities())))
        .put(
            "NodeIdentities",
            new Json.Arr(
                AclMerge.nodes(before.at("NodeIdentities").items(), grants.nodeIdentities())))
        .put(
            "TemplatedPolicies",
            new Json.Arr(
                AclTemplates.after(
                    before.at("TemplatedPolicies").items(),
                    added.policies(terminal),
                    replaced.policies(terminal))))
        .build();
  }
}
