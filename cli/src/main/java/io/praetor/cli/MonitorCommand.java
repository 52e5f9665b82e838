// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiResponse;
import java.io.IOException;
import java.util.List;

/// `monitor`: prints the agent's log lines as they come, until it is interrupted, which is success.
final class MonitorCommand extends ClientCommand {
  private static final int BUFFER_BYTES = 8192;

  private final Flag<String> logLevel =
      flags.string("log-level", "INFO", "Least level to print: trace, debug, info, warn or err.");
  private final Flag<Boolean> logJson = flags.bool("log-json", "Print each line as JSON.");

  @Override
  String synopsis() {
    return "Print the log of an agent as it comes";
  }

  @Override
  String usage() {
    return "monitor [options]";
  }

  @Override
  String details() {
    return "Prints the log lines of a running agent, which may be more than the agent writes to its own log.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Interrupts.exitCleanly(terminal);
    try (ApiResponse response =
        asking(
            "Error starting monitor",
            () -> {
              var request = agent.get("/v1/agent/monitor").query("loglevel", logLevel.value());
              return (logJson.value() ? request.query("logjson", "true") : request)
                  .send()
                  .expectOk();
            })) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = response.body().read(buffer);
          count >= 0;
          count = response.body().read(buffer)) {
        terminal.out().write(buffer, 0, count);
        terminal.out().flush();
      }
    } catch (IOException | io.praetor.cli.client.ApiError e) {
      terminal
          .err()
          .print(
              "\nRemote side ended the monitor! This usually means that the remote side has exited or crashed.\n");
      return 1;
    }
    terminal
        .err()
        .print(
            "\nRemote side ended the monitor! This usually means that the remote side has exited or crashed.\n");
    return 0;
  }
}
