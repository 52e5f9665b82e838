// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `maint`: turns maintenance of the node or of one of its services on and off, or lists what is in maintenance.
final class MaintCommand extends ClientCommand {
  private static final String NODE_CHECK = "_node_maintenance";
  private static final String SERVICE_CHECK = "_service_maintenance:";

  private final Flag<Boolean> enable = flags.bool("enable", "Turn maintenance on.");
  private final Flag<Boolean> disable = flags.bool("disable", "Turn maintenance off.");
  private final Flag<String> reason = flags.string("reason", "Text that explains the maintenance.");
  private final Flag<String> service =
      flags.string("service", "Id of the service, instead of the whole node.");

  @Override
  String synopsis() {
    return "Turn maintenance of a node or service on or off";
  }

  @Override
  String usage() {
    return "maint [options]";
  }

  @Override
  String details() {
    return "Takes a node or a service out of discovery and back. Without options lists what is in maintenance.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (enable.value() && disable.value()) {
      throw new Failure("Only one of -enable or -disable may be provided");
    }
    boolean change = enable.value() || disable.value();
    if (!enable.value() && !reason.value().isEmpty()) {
      throw new Failure("Reason may only be provided with -enable");
    }
    if (!change && !service.value().isEmpty()) {
      throw new Failure("Service requires either -enable or -disable");
    }
    ApiClient agent = connect(terminal);
    if (change) {
      change(terminal, agent);
    } else {
      list(terminal, agent);
    }
    return 0;
  }

  private void change(Terminal terminal, ApiClient agent) throws Failure {
    boolean node = service.value().isEmpty();
    ApiRequest request =
        agent.put(
            node ? "/v1/agent/maintenance" : "/v1/agent/service/maintenance/" + service.value());
    request.query("enable", Boolean.toString(enable.value()));
    if (enable.value()) {
      request.query("reason", reason.value());
    }
    String kind = node ? "node" : "service";
    telling(
        "Error " + (enable.value() ? "enabling " : "disabling ") + kind + " maintenance",
        request::run);
    terminal
        .out()
        .print(
            (node ? "Node" : "Service")
                + " maintenance is now "
                + (enable.value() ? "enabled" : "disabled")
                + (node ? "" : " for " + GoQuote.quote(service.value()))
                + "\n");
  }

  private static void list(Terminal terminal, ApiClient agent) throws Failure {
    Json self = asking("Error querying Consul agent", agent.get("/v1/agent/self")::fetch);
    Json checks = asking("Error getting checks", agent.get("/v1/agent/checks")::fetch);
    for (Json check : checks.fields().values()) {
      String id = check.text("CheckID");
      if (id.equals(NODE_CHECK)) {
        terminal
            .out()
            .print(
                "Node:\n  Name:   "
                    + self.at("Config").text("NodeName")
                    + "\n  Reason: "
                    + check.text("Notes")
                    + "\n\n");
      } else if (id.startsWith(SERVICE_CHECK)) {
        terminal
            .out()
            .print(
                "Service:\n  ID:     "
                    + check.text("ServiceID")
                    + "\n  Reason: "
                    + check.text("Notes")
                    + "\n\n");
      }
    }
  }
}
