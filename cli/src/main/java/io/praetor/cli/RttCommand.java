// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;
import java.util.Locale;

/// `rtt`: the round trip between two nodes as their network coordinates estimate it. The second node is the agent's own unless
/// named; with -wan names carry their datacenter after the last dot.
final class RttCommand extends ClientCommand {
  private final Flag<Boolean> wan =
      flags.bool(
          "wan", "Use the coordinates of servers of all datacenters; names are node.datacenter.");

  @Override
  String synopsis() {
    return "Estimate the round trip time between nodes";
  }

  @Override
  String usage() {
    return "rtt [options] node1 [node2]";
  }

  @Override
  String details() {
    return "Estimates the round trip time between two nodes from their network coordinates.";
  }

  /// One end, and the coordinates of all nodes of its kind.
  private record End(String datacenter, String node) {}

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.isEmpty() || arguments.size() > 2) {
      terminal.err().print("One or two node names must be specified\n\n");
      printHelp(terminal.err());
      return 1;
    }
    ApiClient agent = connect(terminal);
    End first = end(arguments.getFirst());
    End second = arguments.size() == 2 ? end(arguments.get(1)) : self(agent);
    Json from = wan.value() ? wanCoordinate(agent, first) : lanCoordinate(agent, first.node());
    Json to = wan.value() ? wanCoordinate(agent, second) : lanCoordinate(agent, second.node());
    String shown = String.format(Locale.ROOT, "%.3f ms", Coordinates.seconds(from, to) * 1000);
    terminal
        .out()
        .print(
            "Estimated "
                + name(first)
                + " <-> "
                + name(second)
                + " rtt: "
                + shown
                + " (using "
                + (wan.value() ? "WAN" : "LAN")
                + " coordinates)\n");
    return 0;
  }

  private String name(End end) {
    return wan.value() ? end.node() + "." + end.datacenter() : end.node();
  }

  private End end(String argument) throws Failure {
    if (!wan.value()) {
      return new End("", argument);
    }
    int dot = argument.lastIndexOf('.');
    if (dot < 0) {
      throw new Failure("Node names must be specified as <node name>.<datacenter> with -wan");
    }
    return new End(argument.substring(dot + 1), argument.substring(0, dot));
  }

  private End self(ApiClient agent) throws Failure {
    Json config =
        asking("Unable to look up agent info", () -> agent.get("/v1/agent/self").fetch())
            .at("Config");
    return new End(config.text("Datacenter"), config.text("NodeName"));
  }

  private Json lanCoordinate(ApiClient agent, String node) throws Failure {
    List<Json> all =
        asking(
            "Error getting coordinates", () -> agent.get("/v1/coordinate/nodes").fetch().items());
    return find(all, node, node);
  }

  private Json wanCoordinate(ApiClient agent, End end) throws Failure {
    List<Json> datacenters =
        asking(
            "Error getting coordinates",
            () -> agent.get("/v1/coordinate/datacenters").fetch().items());
    for (Json datacenter : datacenters) {
      if (datacenter.text("Datacenter").equals(end.datacenter())
          && datacenter.text("AreaID").equals("wan")) {
        return find(datacenter.at("Coordinates").items(), end.node(), name(end));
      }
    }
    throw new Failure("Could not find a coordinate for node \"" + name(end) + "\"");
  }

  private static Json find(List<Json> entries, String node, String shown) throws Failure {
    for (Json entry : entries) {
      if (entry.text("Node").equals(node)) {
        return entry.at("Coord");
      }
    }
    throw new Failure("Could not find a coordinate for node \"" + shown + "\"");
  }
}
