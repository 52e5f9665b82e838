// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `catalog nodes`: the registered nodes, or those that have a service. No match is a hint on standard error and success.
final class CatalogNodesCommand extends ClientCommand {
  private static final int SHORT_ID_LENGTH = 8;

  private final Flag<Boolean> detailed =
      flags.bool("detailed", "Show whole ids, tagged addresses and metadata.");
  private final Flag<String> near =
      flags.string(
          "near", "Sort by the estimated distance from this node; _agent is the agent's own.");
  private final Flag<Map<String, String>> nodeMeta =
      flags.pairs(
          "node-meta",
          "Only nodes with this metadata; may be given several times, and all must match.");
  private final Flag<String> service =
      flags.string("service", "Only nodes that have this service.");
  private final Flag<String> filter =
      flags.string("filter", "Filter expression that the agent applies.");

  CatalogNodesCommand() {
    super(Share.SERVER, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List the nodes of the catalog";
  }

  @Override
  String usage() {
    return "catalog nodes [options]";
  }

  @Override
  String details() {
    return "Lists the nodes of a datacenter, all or those that match:\n\n    $ consul catalog nodes -service=web";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    expectNoArguments(arguments);
    ApiClient agent = connect(terminal);
    List<Json> nodes = asking("Error listing nodes", () -> request(agent).fetch().items());
    if (nodes.isEmpty()) {
      terminal.err().print("No nodes match the given query - try expanding your search.\n");
      return 0;
    }
    List<Json> sorted = new ArrayList<>(nodes);
    if (near.value().isEmpty()) {
      sorted.sort(Comparator.comparing(node -> node.text("Node")));
    }
    terminal.out().print(table(sorted).text() + "\n");
    return 0;
  }

  private io.praetor.cli.client.ApiRequest request(ApiClient agent) {
    String path =
        service.value().isEmpty() ? "/v1/catalog/nodes" : "/v1/catalog/service/" + service.value();
    var request =
        agent
            .get(path)
            .queryUnlessEmpty("near", near.value())
            .queryUnlessEmpty("filter", filter.value());
    nodeMeta.value().forEach((name, value) -> request.query("node-meta", name + ":" + value));
    return request;
  }

  private Columns table(List<Json> nodes) {
    Columns table = new Columns();
    if (detailed.value()) {
      table.row("Node", "ID", "Address", "DC", "TaggedAddresses", "Meta");
    } else {
      table.row("Node", "ID", "Address", "DC");
    }
    for (Json node : nodes) {
      String id = node.text("ID");
      if (detailed.value()) {
        Json meta = service.value().isEmpty() ? node.at("Meta") : node.at("NodeMeta");
        table.row(
            node.text("Node"),
            id,
            node.text("Address"),
            node.text("Datacenter"),
            pairs(node.at("TaggedAddresses")),
            pairs(meta));
      } else {
        String shortId = id.length() > SHORT_ID_LENGTH ? id.substring(0, SHORT_ID_LENGTH) : id;
        table.row(node.text("Node"), shortId, node.text("Address"), node.text("Datacenter"));
      }
    }
    return table;
  }

  private static String pairs(Json map) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(map.fields()).forEach((name, value) -> pairs.add(name + "=" + value.text()));
    return String.join(", ", pairs);
  }
}
