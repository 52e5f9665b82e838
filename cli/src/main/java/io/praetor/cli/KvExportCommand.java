// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/// `kv export`: a prefix as JSON that `kv import` reads.
final class KvExportCommand extends ClientCommand {
  KvExportCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Print part of the KV store as JSON";
  }

  @Override
  String usage() {
    return "kv export [options] [PREFIX]";
  }

  @Override
  String details() {
    return "Prints all keys below a prefix as JSON, for kv import:\n\n    $ consul kv export app/";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.size() > 1) {
      throw new Failure("Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    String prefix = KvKeys.withoutSlash(arguments.isEmpty() ? "" : arguments.getFirst());
    ApiClient agent = connect(terminal);
    List<Json> pairs =
        asking(
            "Error querying Consul agent",
            () -> {
              try (ApiResponse response = KvKeys.request(agent, prefix, true).send()) {
                return response.status() == 404 ? List.of() : response.expectOk().json().items();
              }
            });
    List<Json> entries = new ArrayList<>();
    for (Json pair : pairs) {
      entries.add(
          Json.object()
              .put("key", pair.text("Key"))
              .put("flags", pair.at("Flags").isNull() ? Json.of(0) : pair.at("Flags"))
              .put("value", pair.text("Value"))
              .putUnlessEmpty("namespace", other(pair.text("Namespace")))
              .putUnlessEmpty("partition", other(pair.text("Partition")))
              .build());
    }
    terminal.out().print(JsonWriter.indented(new Json.Arr(entries), "\t") + "\n");
    return 0;
  }

  private static String other(String name) {
    return name.equals("default") ? "" : name;
  }
}
