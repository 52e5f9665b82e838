// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import java.util.List;

/// `reload`: makes the agent read its configuration files again.
final class ReloadCommand extends ClientCommand {
  @Override
  String synopsis() {
    return "Make the agent reload its configuration";
  }

  @Override
  String usage() {
    return "reload [options]";
  }

  @Override
  String details() {
    return "Makes a running agent read its configuration files again. Settings that cannot change while the agent\nruns keep their value.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    telling("Error reloading", agent.put("/v1/agent/reload")::run);
    terminal.out().print("Configuration reload triggered\n");
    return 0;
  }
}
