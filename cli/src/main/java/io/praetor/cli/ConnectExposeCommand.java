// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.List;

/// `connect expose`: lets an ingress gateway accept requests for a service, and the service take them.
final class ConnectExposeCommand extends ClientCommand {
  private final Flag<List<String>> hosts =
      flags.strings("host", "Name that requests are for; may be given several times.");
  private final Flag<String> gateway =
      flags.string("ingress-gateway", "Service name of the ingress gateway.");
  private final Flag<Long> port = flags.integer("port", 0, "Port of the gateway's listener.");
  private final Flag<String> protocol =
      flags.string("protocol", "tcp", "Protocol of the gateway's listener.");
  private final Flag<String> service = flags.string("service", "Name of the service.");

  ConnectExposeCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Expose a service through an ingress gateway";
  }

  @Override
  String usage() {
    return "connect expose [options]";
  }

  @Override
  String details() {
    return "Adds a service to a listener of an ingress gateway, and an intention that allows the gateway to call it:\n\n    $ consul connect expose -service=web -ingress-gateway=front -port=8080";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (service.value().isEmpty()) {
      throw new Failure("A service name must be given via the -service flag.");
    }
    if (gateway.value().isEmpty()) {
      throw new Failure("An ingress gateway service must be given via the -ingress-gateway flag.");
    }
    if (port.value() == 0) {
      throw new Failure("A port must be provided via the -port flag.");
    }
    ApiClient agent = connect(terminal);
    Json entry = asking("Error fetching existing ingress entry", () -> read(agent));
    Listeners listeners = listeners(entry.at("Listeners").items());
    if (listeners.known()) {
      terminal
          .out()
          .print(
              "Updating service definition for "
                  + GoQuote.quote(service.value())
                  + " on listener with port "
                  + port.value()
                  + "\n");
    }
    Json.Builder changed = Json.object();
    entry.fields().forEach(changed::put);
    changed.put("Listeners", new Json.Arr(listeners.all()));
    telling(
        "Error writing ingress config entry",
        agent
                .put("/v1/config")
                .query("cas", entry.at("ModifyIndex").literal())
                .json(changed.build())
            ::run);
    terminal
        .out()
        .print(
            "Successfully updated config entry for ingress service "
                + GoQuote.quote(gateway.value())
                + "\n");
    allow(terminal, agent);
    return 0;
  }

  private Json read(ApiClient agent) throws ApiError {
    try (ApiResponse response = agent.get("/v1/config/ingress-gateway/" + gateway.value()).send()) {
      return response.status() == 404
          ? Json.object().put("Kind", "ingress-gateway").put("Name", gateway.value()).build()
          : response.expectOk().json();
    }
  }

  /// @param known whether the service was on the listener already
  private record Listeners(List<Json> all, boolean known) {}

  private Listeners listeners(List<Json> before) throws Failure {
    List<Json> all = new ArrayList<>();
    boolean found = false;
    boolean known = false;
    for (Json listener : before) {
      if (listener.at("Port").number() != port.value()) {
        all.add(listener);
        continue;
      }
      found = true;
      if (!listener.text("Protocol").equalsIgnoreCase(protocol.value())) {
        throw new Failure(
            "Listener on port "
                + port.value()
                + " already configured with conflicting protocol "
                + GoQuote.quote(listener.text("Protocol")));
      }
      List<Json> services = new ArrayList<>(listener.at("Services").items());
      known = services.removeIf(other -> other.text("Name").equals(service.value()));
      services.add(exposed());
      Json.Builder changed = Json.object();
      listener.fields().forEach(changed::put);
      all.add(changed.put("Services", new Json.Arr(services)).build());
    }
    if (!found) {
      all.add(
          Json.object()
              .put("Port", port.value())
              .put("Protocol", protocol.value())
              .put("Services", new Json.Arr(List.of(exposed())))
              .build());
    }
    return new Listeners(all, known);
  }

  private Json exposed() {
    return Json.object()
        .put("Name", service.value())
        .putUnlessEmpty("Hosts", hosts.value())
        .build();
  }

  private void allow(Terminal terminal, ApiClient agent) throws Failure {
    String sides = GoQuote.quote(gateway.value()) + " -> " + GoQuote.quote(service.value()) + "\n";
    Json old =
        asking(
            "Error looking up existing intention",
            () -> Intentions.find(agent, gateway.value(), service.value()));
    if (!old.isNull()) {
      terminal.out().print("Intention already exists for " + sides);
      return;
    }
    Json intention =
        Json.object()
            .put("SourceName", gateway.value())
            .put("DestinationName", service.value())
            .put("SourceType", "consul")
            .put("Action", "allow")
            .build();
    telling("Error creating intention", agent.post("/v1/connect/intentions").json(intention)::run);
    terminal.out().print("Successfully set up intention for " + sides);
  }
}
