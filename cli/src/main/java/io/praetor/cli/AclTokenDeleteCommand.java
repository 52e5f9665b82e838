// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl token delete`: removes a token.
final class AclTokenDeleteCommand extends ClientCommand {
  private final Flag<String> accessorId =
      flags.string("accessor-id", "Accessor id of the token, or the start of it.");
  private final Flag<String> id = flags.string("id", "Older name of -accessor-id.").hide();

  AclTokenDeleteCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Delete a token";
  }

  @Override
  String usage() {
    return "acl token delete [options] -accessor-id TOKEN";
  }

  @Override
  String details() {
    return "Deletes a token.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String start = AclTokens.accessor(terminal, accessorId, id);
    if (start.isEmpty()) {
      throw new Failure("Must specify the -accessor-id parameter");
    }
    ApiClient agent = connect(terminal);
    String whole = AclTokens.id(agent, start);
    telling(
        "Error deleting token " + GoQuote.quote(whole),
        agent.delete("/v1/acl/token/" + whole)::run);
    terminal.out().print("Token " + GoQuote.quote(whole) + " deleted successfully\n");
    return 0;
  }
}
