// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `event`: fires a user event, with an optional payload, to all nodes or to those that match.
final class EventCommand extends ClientCommand {
  private final Flag<String> name = flags.string("name", "Name of the event.");
  private final Flag<String> node =
      flags.string("node", "Only nodes whose name matches this regular expression.");
  private final Flag<String> service =
      flags.string("service", "Only nodes with a service that matches this regular expression.");
  private final Flag<String> tag =
      flags.string(
          "tag", "Only services with a tag that matches this regular expression; needs -service.");

  @Override
  String synopsis() {
    return "Fire a user event";
  }

  @Override
  String usage() {
    return "event [options] [payload]";
  }

  @Override
  String details() {
    return "Fires a user event across a datacenter. The agent that is asked passes it on; handlers and watches\nreceive it.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (name.value().isEmpty()) {
      return wrongUse(terminal, "Event name must be specified");
    }
    RegexChecks.check("node", node.value());
    RegexChecks.check("service", service.value());
    RegexChecks.check("tag", tag.value());
    if (!tag.value().isEmpty() && service.value().isEmpty()) {
      throw new Failure("Cannot provide tag filter without service filter.");
    }
    if (arguments.size() > 1) {
      return wrongUse(terminal, "Too many command line arguments.");
    }
    ApiClient agent = connect(terminal);
    telling("Error querying Consul agent", agent.get("/v1/agent/self")::run);
    ApiRequest fire =
        agent
            .put("/v1/event/fire/" + name.value())
            .queryUnlessEmpty("node", node.value())
            .queryUnlessEmpty("service", service.value())
            .queryUnlessEmpty("tag", tag.value());
    if (!arguments.isEmpty()) {
      fire.body(arguments.getFirst().getBytes(StandardCharsets.UTF_8));
    }
    Json fired = asking("Error firing event", fire::fetch);
    terminal.out().print("Event ID: " + fired.text("ID") + "\n");
    return 0;
  }

  private int wrongUse(Terminal terminal, String what) {
    terminal.err().print(what + "\n\n");
    printHelp(terminal.err());
    return 1;
  }
}
