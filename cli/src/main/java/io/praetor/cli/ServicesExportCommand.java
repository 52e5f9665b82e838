// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.List;

/// `services export`: adds consumers of a service to the exported-services entry, and keeps what the entry already has.
final class ServicesExportCommand extends ClientCommand {
  private static final String ENTRY = "/v1/config/exported-services/";

  private final Flag<String> name = flags.string("name", "Name of the service.");
  private final Flag<String> consumerPeers =
      flags.string("consumer-peers", "Names of cluster peers, separated by commas.");
  private final Flag<String> consumerPartitions =
      flags.string("consumer-partitions", "Names of admin partitions, separated by commas.");

  ServicesExportCommand() {
    super(Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Export a service to other clusters";
  }

  @Override
  String usage() {
    return "services export [options] -name <service name> -consumer-peers <peer names>";
  }

  @Override
  String details() {
    return "Lets peers use a service:\n\n    $ consul services export -name=web -consumer-peers=east,west";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (name.value().isEmpty()) {
      throw new Failure("Missing the required -name flag");
    }
    if (consumerPeers.value().isEmpty() && consumerPartitions.value().isEmpty()) {
      throw new Failure("Missing the required -consumer-peers or -consumer-partitions flag");
    }
    List<Json> consumers = new ArrayList<>();
    split(consumerPeers.value())
        .forEach(peer -> consumers.add(Json.object().put("Peer", peer).build()));
    split(consumerPartitions.value())
        .forEach(partition -> consumers.add(Json.object().put("Partition", partition).build()));
    ApiClient agent = connect(terminal);
    Json entry = asking("Error reading config entry exported-services/default", () -> read(agent));
    ApiRequest write = agent.put("/v1/config").json(widened(entry, consumers));
    telling(
        "Error writing config entry", write.query("cas", entry.at("ModifyIndex").literal())::run);
    terminal
        .out()
        .print(
            "Successfully exported service " + GoQuote.quote(name.value()) + " to " + to() + "\n");
    return 0;
  }

  private String to() {
    List<String> parts = new ArrayList<>();
    if (!consumerPeers.value().isEmpty()) {
      parts.add("cluster peers " + GoQuote.quote(consumerPeers.value()));
    }
    if (!consumerPartitions.value().isEmpty()) {
      parts.add("partitions " + GoQuote.quote(consumerPartitions.value()));
    }
    return String.join(" and to ", parts);
  }

  private Json read(ApiClient agent) throws ApiError {
    String entryName = partition().isEmpty() ? "default" : partition();
    try (ApiResponse response = agent.get(ENTRY + entryName).send()) {
      if (response.status() == 404) {
        return Json.object().put("Kind", "exported-services").put("Name", entryName).build();
      }
      return response.expectOk().json();
    }
  }

  private Json widened(Json entry, List<Json> consumers) {
    List<Json> services = new ArrayList<>();
    boolean known = false;
    for (Json service : entry.at("Services").items()) {
      if (service.text("Name").equals(name.value())) {
        known = true;
        List<Json> all = new ArrayList<>(service.at("Consumers").items());
        consumers.stream()
            .filter(consumer -> all.stream().noneMatch(old -> same(old, consumer)))
            .forEach(all::add);
        Json.Builder wider = Json.object();
        service.fields().forEach(wider::put);
        services.add(wider.put("Consumers", new Json.Arr(all)).build());
      } else {
        services.add(service);
      }
    }
    if (!known) {
      services.add(
          Json.object()
              .put("Name", name.value())
              .put("Consumers", new Json.Arr(consumers))
              .build());
    }
    Json.Builder after = Json.object();
    entry.fields().forEach(after::put);
    return after.put("Services", new Json.Arr(services)).build();
  }

  private static boolean same(Json old, Json added) {
    return old.text("Peer").equals(added.text("Peer"))
        && old.text("Partition").equals(added.text("Partition"));
  }

  private static List<String> split(String names) {
    return names.isEmpty() ? List.of() : List.of(names.split(","));
  }
}
