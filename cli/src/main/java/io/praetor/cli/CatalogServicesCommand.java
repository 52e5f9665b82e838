// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// `catalog services`: the names of all services, or of those on one node, with their tags if wished.
final class CatalogServicesCommand extends ClientCommand {
  private final Flag<String> node =
      flags.string("node", "Only services of this node, by name or id.");
  private final Flag<Map<String, String>> nodeMeta =
      flags.pairs(
          "node-meta", "Only services of nodes with this metadata; may be given several times.");
  private final Flag<Boolean> tags = flags.bool("tags", "Show the tags of each service.");

  CatalogServicesCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List the services of the catalog";
  }

  @Override
  String usage() {
    return "catalog services [options]";
  }

  @Override
  String details() {
    return "Lists the services of a datacenter, all or those of a node:\n\n    $ consul catalog services -node=web-1 -tags";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    expectNoArguments(arguments);
    ApiClient agent = connect(terminal);
    SortedMap<String, SortedSet<String>> services =
        node.value().isEmpty() ? everywhere(agent) : ofNode(agent);
    if (services.isEmpty()) {
      terminal.err().print("No services match the given query - try expanding your search.\n");
      return 0;
    }
    if (tags.value()) {
      Columns table = new Columns();
      services.forEach((name, tagged) -> table.row(name, String.join(",", tagged)));
      terminal.out().print(table.text().replaceAll("(?m) +$", "") + "\n");
    } else {
      services.keySet().forEach(name -> terminal.out().print(name + "\n"));
    }
    return 0;
  }

  private SortedMap<String, SortedSet<String>> everywhere(ApiClient agent) throws Failure {
    ApiRequest request = agent.get("/v1/catalog/services");
    nodeMeta.value().forEach((name, value) -> request.query("node-meta", name + ":" + value));
    SortedMap<String, SortedSet<String>> services = new TreeMap<>();
    Json answer = asking("Error listing services", request::fetch);
    answer.fields().forEach((name, tagged) -> services.put(name, new TreeSet<>(tagged.texts())));
    return services;
  }

  private SortedMap<String, SortedSet<String>> ofNode(ApiClient agent) throws Failure {
    SortedMap<String, SortedSet<String>> services = new TreeMap<>();
    Json answer =
        asking(
            "Error listing services for node",
            () -> agent.get("/v1/catalog/node/" + node.value()).fetch());
    for (Json service : answer.at("Services").fields().values()) {
      services
          .computeIfAbsent(service.text("Service"), name -> new TreeSet<>())
          .addAll(service.at("Tags").texts());
    }
    return services;
  }
}
