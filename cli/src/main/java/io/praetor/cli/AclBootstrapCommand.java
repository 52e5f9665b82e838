// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `acl bootstrap`: makes the first token, with all rights; its secret may come from a file or standard input.
final class AclBootstrapCommand extends ClientCommand {
  private final AclOutput output = AclOutput.withoutMeta(flags);

  AclBootstrapCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Make the first token";
  }

  @Override
  String usage() {
    return "acl bootstrap [options] [<path to secret file>]";
  }

  @Override
  String details() {
    return "Makes the first token, which may do everything. Works once.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.size() > 1) {
      throw new Failure("This command only takes up to 1 argument");
    }
    ApiClient agent = connect(terminal);
    ApiRequest request = agent.put("/v1/acl/bootstrap");
    if (!arguments.isEmpty()) {
      String secret =
          arguments.getFirst().equals("-")
              ? new String(InputFiles.standardInput(terminal), StandardCharsets.UTF_8)
              : InputFiles.text(terminal, arguments.getFirst());
      request.json(Json.object().put("BootstrapSecret", secret.strip()).build());
    }
    return output.print(
        terminal, asking("Failed ACL bootstrapping", request::fetch), AclText::token);
  }
}
