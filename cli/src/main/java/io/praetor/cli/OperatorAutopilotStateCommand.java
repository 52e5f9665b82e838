// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import io.praetor.wire.GoQuote;
import java.io.PrintStream;
import java.util.List;
import java.util.TreeMap;

/// `operator autopilot state`: the health of the servers as Autopilot sees it.
final class OperatorAutopilotStateCommand extends ClientCommand {
  private final Flag<String> format =
      flags.string("format", "pretty", "Output format: pretty or json.");

  OperatorAutopilotStateCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Show the health of the servers";
  }

  @Override
  String usage() {
    return "operator autopilot state [options]";
  }

  @Override
  String details() {
    return "Prints how healthy Autopilot finds the servers, and how many may fail.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (!format.value().equals("pretty") && !format.value().equals("json")) {
      throw new Failure("Unknown format: " + format.value());
    }
    ApiClient agent = connect(terminal);
    Json state =
        asking("Error querying Autopilot state", agent.get("/v1/operator/autopilot/state")::fetch);
    if (format.value().equals("json")) {
      terminal.out().print(JsonWriter.indented(state, "    ") + "\n");
    } else {
      print(terminal.out(), state);
    }
    return 0;
  }

  private static void print(PrintStream out, Json state) {
    out.print("Healthy:                      " + state.at("Healthy").truth() + "\n");
    out.print("Failure Tolerance:            " + state.at("FailureTolerance").literal() + "\n");
    out.print(
        "Optimistic Failure Tolerance: " + state.at("OptimisticFailureTolerance").literal() + "\n");
    out.print("Leader:                       " + state.text("Leader") + "\n");
    out.print("Voters:\n");
    state.at("Voters").texts().forEach(id -> out.print("   " + id + "\n"));
    out.print("Servers:\n");
    new TreeMap<>(state.at("Servers").fields())
        .values()
        .forEach(server -> printServer(out, server));
    out.print("\n");
  }

  private static void printServer(PrintStream out, Json server) {
    out.print("   " + server.text("ID") + "\n");
    out.print("      Name:            " + server.text("Name") + "\n");
    out.print("      Address:         " + server.text("Address") + "\n");
    out.print("      Version:         " + server.text("Version") + "\n");
    out.print("      Status:          " + server.text("Status") + "\n");
    out.print("      Node Type:       " + server.text("NodeType") + "\n");
    out.print("      Node Status:     " + server.text("NodeStatus") + "\n");
    out.print("      Healthy:         " + server.at("Healthy").truth() + "\n");
    out.print("      Last Contact:    " + server.text("LastContact") + "\n");
    out.print("      Last Term:       " + server.at("LastTerm").literal() + "\n");
    out.print("      Last Index:      " + server.at("LastIndex").literal() + "\n");
    if (!server.at("Meta").fields().isEmpty()) {
      out.print("      Meta\n");
      new TreeMap<>(server.at("Meta").fields())
          .forEach(
              (name, value) ->
                  out.print(
                      "         "
                          + GoQuote.quote(name)
                          + ": "
                          + GoQuote.quote(value.text())
                          + "\n"));
    }
  }
}
