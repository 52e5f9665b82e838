// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl token read`: shows one token, that of the request or another one.
final class AclTokenReadCommand extends ClientCommand {
  private final Flag<String> accessorId =
      flags.string("accessor-id", "Accessor id of the token, or the start of it.");
  private final Flag<Boolean> expanded =
      flags.bool("expanded", "Also show the rules of all that the token is linked to.");
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> id = flags.string("id", "Older name of -accessor-id.").hide();
  private final Flag<Boolean> self = flags.bool("self", "Show the token of this request.");

  AclTokenReadCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show a token";
  }

  @Override
  String usage() {
    return "acl token read [options] -accessor-id TOKEN";
  }

  @Override
  String details() {
    return "Shows a token with what it grants.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String start = self.value() ? "" : AclTokens.accessor(terminal, accessorId, id);
    if (!self.value() && start.isEmpty()) {
      throw new Failure("Must specify the -accessor-id parameter");
    }
    if (self.value() && expanded.value()) {
      throw new Failure(
          "Cannot use both -expanded and -self. Instead, use -expanded and -accessor-id=<accessor id>.");
    }
    ApiClient agent = connect(terminal);
    if (self.value()) {
      return print(terminal, asking("Error reading token", agent.get("/v1/acl/token/self")::fetch));
    }
    String whole = AclTokens.id(agent, start);
    var request =
        agent
            .get("/v1/acl/token/" + whole)
            .queryUnlessEmpty("expanded", expanded.value() ? "true" : "");
    return print(terminal, asking("Error reading token " + GoQuote.quote(whole), request::fetch));
  }

  private int print(Terminal terminal, Json token) throws Failure {
    return expanded.value()
        ? output.print(terminal, token, AclJson::expanded, AclExpanded::token)
        : output.print(
            terminal, token, AclJson::token, (value, meta) -> AclText.token(value, meta) + "\n");
  }
}
