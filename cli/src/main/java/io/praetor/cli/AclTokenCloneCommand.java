// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl token clone`: makes a token that may do what another may.
final class AclTokenCloneCommand extends ClientCommand {
  private final Flag<String> accessorId =
      flags.string("accessor-id", "Accessor id of the token, or the start of it.");
  private final Flag<String> description =
      flags.string("description", "Description of the new token.");
  private final AclOutput output = AclOutput.withoutMeta(flags);
  private final Flag<String> id = flags.string("id", "Older name of -accessor-id.").hide();

  AclTokenCloneCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Copy a token";
  }

  @Override
  String usage() {
    return "acl token clone [options] -accessor-id TOKEN";
  }

  @Override
  String details() {
    return "Makes a token that may do what another may.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String start = AclTokens.accessor(terminal, accessorId, id);
    if (start.isEmpty()) {
      throw new Failure("Cannot update a token without specifying the -accessor-id parameter");
    }
    ApiClient agent = connect(terminal);
    String whole = AclTokens.id(agent, start);
    Json request = Json.object().put("Description", description.value()).build();
    Json made =
        asking(
            "Error cloning token",
            agent.put("/v1/acl/token/" + whole + "/clone").json(request)::fetch);
    return output.print(
        terminal, made, AclJson::token, (token, meta) -> AclText.token(token, meta) + "\n");
  }
}
