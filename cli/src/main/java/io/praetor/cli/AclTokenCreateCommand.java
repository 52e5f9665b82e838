// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoDuration;
import java.util.List;

/// `acl token create`: makes a token of grants.
final class AclTokenCreateCommand extends ClientCommand {
  static final String NOTHING_GRANTED =
      "Cannot create a token without specifying -policy-name, -policy-id, -role-name, -role-id, -service-identity, -node-identity, -templated-policy, or -templated-policy-file at least once";

  private final Flag<String> accessor =
      flags.string("accessor", "Accessor id of the token, a UUID; random unless given.");
  private final Flag<String> description = flags.string("description", "Description of the token.");
  private final Flag<Long> lifeNanos =
      flags.duration("expires-ttl", 0, "How long the token lives; for ever unless given.");
  private final AclOutput output = new AclOutput(flags);
  private final Flag<Boolean> local =
      flags.bool("local", "Keep the token in this datacenter only.");
  private final AclGrants grants = new AclGrants(flags, "", true);
  private final Flag<String> secret =
      flags.string("secret", "Secret of the token, a UUID; random unless given.");
  private final AclTemplates templates = new AclTemplates(flags, "", AclTemplates.variables(flags));

  AclTokenCreateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Make a token";
  }

  @Override
  String usage() {
    return "acl token create [options]";
  }

  @Override
  String details() {
    return "Makes a token:\n\n    $ consul acl token create -description=web -policy-name=kv-read";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (grants.isEmpty() && templates.isEmpty()) {
      throw new Failure(NOTHING_GRANTED);
    }
    templates.checkOne("token");
    ApiClient agent = connect(terminal);
    Json token =
        Json.object()
            .putUnlessEmpty("AccessorID", accessor.value())
            .putUnlessEmpty("SecretID", secret.value())
            .put("Description", description.value())
            .put("Local", local.value())
            .putUnlessEmpty(
                "ExpirationTTL", lifeNanos.value() == 0 ? "" : GoDuration.format(lifeNanos.value()))
            .put("Policies", new Json.Arr(grants.policies(agent)))
            .put("Roles", new Json.Arr(grants.roles(agent)))
            .put("ServiceIdentities", new Json.Arr(grants.serviceIdentities()))
            .put("NodeIdentities", new Json.Arr(grants.nodeIdentities()))
            .put("TemplatedPolicies", new Json.Arr(templates.policies(terminal)))
            .build();
    Json made = asking("Failed to create new token", agent.put("/v1/acl/token").json(token)::fetch);
    return output.print(
        terminal, made, AclJson::token, (value, meta) -> AclText.token(value, meta) + "\n");
  }
}
