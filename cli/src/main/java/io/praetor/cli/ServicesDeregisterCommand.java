// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.config.ServiceDefinition;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `services deregister`: takes services away from the local agent, those of files or one by its id.
final class ServicesDeregisterCommand extends ClientCommand {
  private final Flag<String> id = flags.string("id", "Id of the service.");

  ServicesDeregisterCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Deregister services from the agent";
  }

  @Override
  String usage() {
    return "services deregister [options] [FILE...]";
  }

  @Override
  String details() {
    return "Deregisters services:\n\n    $ consul services deregister web.json\n    $ consul services deregister -id=web";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.isEmpty() && id.value().isEmpty()) {
      throw new Failure("Service deregistration requires at least one argument or -id.");
    }
    if (!arguments.isEmpty() && !id.value().isEmpty()) {
      throw new Failure("Service deregistration requires arguments or -id, not both.");
    }
    ApiClient agent = connect(terminal);
    if (arguments.isEmpty()) {
      deregister(terminal, agent, "", id.value());
    } else {
      for (ServiceDefinition service : ServiceFiles.read(arguments)) {
        deregister(
            terminal,
            agent,
            service.name(),
            service.id().isEmpty() ? service.name() : service.id());
      }
    }
    return 0;
  }

  private static void deregister(Terminal terminal, ApiClient agent, String name, String id)
      throws Failure {
    telling(
        "Error deregistering service " + GoQuote.quote(name),
        agent.put("/v1/agent/service/deregister/" + id)::run);
    terminal.out().print("Deregistered service: " + id + "\n");
  }
}
