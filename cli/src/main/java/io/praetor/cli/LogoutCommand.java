// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import java.util.List;

/// `logout`: destroys the token that login made.
final class LogoutCommand extends ClientCommand {
  LogoutCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Destroy a token that login made";
  }

  @Override
  String usage() {
    return "logout [options]";
  }

  @Override
  String details() {
    return "Destroys the ACL token in use, if login made it.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (!arguments.isEmpty()) {
      throw new Failure("Should have no non-flag arguments.");
    }
    ApiClient agent = connect(terminal);
    telling("Error destroying token", agent.post("/v1/acl/logout")::run);
    return 0;
  }
}
