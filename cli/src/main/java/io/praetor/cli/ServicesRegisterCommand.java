// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `services register`: registers services with the local agent, from files or from flags, never from both.
final class ServicesRegisterCommand extends ClientCommand {
  private final Flag<String> address = flags.string("address", "Address of the service.");
  private final Flag<String> id = flags.string("id", "Id of the service; its name unless given.");
  private final Flag<String> kind =
      flags.string("kind", "Kind of the service, for proxies and gateways.");
  private final Flag<Map<String, String>> meta =
      flags.pairs("meta", "Metadata; may be given several times.");
  private final Flag<String> name = flags.string("name", "Name of the service.");
  private final Flag<Long> port = flags.integer("port", 0, "Port of the service.");
  private final Flag<String> socket =
      flags.string("socket", "Unix socket of the service, instead of address and port.");
  private final Flag<List<String>> tags = flags.strings("tag", "Tag; may be given several times.");
  private final Flag<Map<String, String>> taggedAddresses =
      flags.pairs(
          "tagged-address", "Further address, as name=address:port; may be given several times.");

  ServicesRegisterCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Register services with the agent";
  }

  @Override
  String usage() {
    return "services register [options] [FILE...]";
  }

  @Override
  String details() {
    return "Registers services until they are deregistered, also across restarts of the agent:\n\n"
        + "    $ consul services register web.json\n    $ consul services register -name=web -port=80";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.isEmpty() && name.value().isEmpty()) {
      throw new Failure("Service registration requires at least one argument or flags.");
    }
    if (!arguments.isEmpty() && (!name.value().isEmpty() || !id.value().isEmpty())) {
      throw new Failure("Service registration requires arguments or -id, not both.");
    }
    List<Json> services = new ArrayList<>();
    if (arguments.isEmpty()) {
      services.add(fromFlags());
    } else {
      ServiceFiles.read(arguments).forEach(service -> services.add(ServiceJson.of(service)));
    }
    ApiClient agent = connect(terminal);
    for (Json service : services) {
      telling(
          "Error registering service " + GoQuote.quote(service.text("Name")),
          agent.put("/v1/agent/service/register").json(service)::run);
      terminal.out().print("Registered service: " + service.text("Name") + "\n");
    }
    return 0;
  }

  private Json fromFlags() throws Failure {
    Json.Builder service =
        Json.object()
            .putUnlessEmpty("Kind", kind.value())
            .putUnlessEmpty("ID", id.value())
            .put("Name", name.value())
            .putUnlessEmpty("Tags", tags.value())
            .putUnlessEmpty("Address", address.value())
            .putUnlessEmpty("SocketPath", socket.value())
            .putUnlessEmpty("Meta", meta.value());
    if (port.value() != 0) {
      service.put("Port", port.value());
    }
    if (!taggedAddresses.value().isEmpty()) {
      Json.Builder addresses = Json.object();
      for (Map.Entry<String, String> entry : taggedAddresses.value().entrySet()) {
        addresses.put(entry.getKey(), taggedAddress(entry.getValue()));
      }
      service.put("TaggedAddresses", addresses.build());
    }
    return service.build();
  }

  private static Json taggedAddress(String text) throws Failure {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new Failure("Invalid Tagged address: address " + text + ": missing port in address");
    }
    String digits = text.substring(colon + 1);
    try {
      return Json.object()
          .put("Address", text.substring(0, colon))
          .put("Port", Integer.parseInt(digits))
          .build();
    } catch (NumberFormatException e) {
      throw new Failure(
          "Invalid Tagged address: strconv.Atoi: parsing "
              + GoQuote.quote(digits)
              + ": invalid syntax");
    }
  }
}
