// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl token list`: all tokens with what they may do.
final class AclTokenListCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);

  AclTokenListCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List all tokens";
  }

  @Override
  String usage() {
    return "acl token list [options]";
  }

  @Override
  String details() {
    return "Lists all tokens.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Json tokens = asking("Failed to retrieve the token list", agent.get("/v1/acl/tokens")::fetch);
    return output.print(
        terminal, tokens, list -> AclJson.each(list, AclJson::token), AclTokenListCommand::pretty);
  }

  private static String pretty(Json tokens, boolean meta) {
    StringBuilder text = new StringBuilder();
    tokens.items().forEach(token -> text.append(AclText.token(token, meta)).append('\n'));
    return text.toString();
  }
}
