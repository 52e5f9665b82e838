// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonReader;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `intention create`: lets a source connect to a destination, or forbids it; from two arguments or from files.
final class IntentionCreateCommand extends ClientCommand {
  private final Flag<Boolean> allow = flags.bool("allow", "Allow connections; the default.");
  private final Flag<Boolean> deny = flags.bool("deny", "Deny connections.");
  private final Flag<Boolean> file =
      flags.bool("file", "Read intentions from the files that the arguments name.");
  private final Flag<Boolean> replace =
      flags.bool("replace", "Replace an intention between the same two.");
  private final Flag<Map<String, String>> meta =
      flags.pairs("meta", "Metadata; may be given several times.");

  IntentionCreateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Create intentions";
  }

  @Override
  String usage() {
    return "intention create [options] SRC DST";
  }

  @Override
  String details() {
    return "Allows or denies connections of a service to another:\n\n    $ consul intention create -deny web db";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (allow.value() && deny.value()) {
      throw new Failure("Only one of -allow or -deny may be specified.");
    }
    List<Json> wanted =
        file.value() ? fromFiles(terminal, arguments) : List.of(fromArguments(arguments));
    ApiClient agent = connect(terminal);
    for (Json intention : wanted) {
      create(terminal, agent, intention);
    }
    return 0;
  }

  private Json fromArguments(List<String> arguments) throws Failure {
    if (arguments.size() != 2) {
      throw new Failure("Error: Must specify two arguments: source and destination");
    }
    IntentionNames source = IntentionNames.parse(arguments.getFirst());
    IntentionNames destination = IntentionNames.parse(arguments.get(1));
    return Json.object()
        .putUnlessEmpty("SourcePartition", source.partition())
        .put("SourceNS", source.namespace())
        .put("SourceName", source.name())
        .putUnlessEmpty("DestinationPartition", destination.partition())
        .put("DestinationNS", destination.namespace())
        .put("DestinationName", destination.name())
        .put("SourceType", "consul")
        .put("Action", deny.value() ? "deny" : "allow")
        .putUnlessEmpty("Meta", meta.value())
        .build();
  }

  private static List<Json> fromFiles(Terminal terminal, List<String> files) throws Failure {
    List<Json> intentions = new ArrayList<>();
    for (String name : files) {
      try {
        intentions.add(JsonReader.read(InputFiles.bytes(terminal, name)));
      } catch (JsonReader.SyntaxError e) {
        throw new Failure("Error: File " + GoQuote.quote(name) + ": " + e.text());
      } catch (Failure e) {
        throw new Failure("Error: File " + GoQuote.quote(name) + ": " + e.text());
      }
    }
    return intentions;
  }

  private void create(Terminal terminal, ApiClient agent, Json intention) throws Failure {
    String shown = Intentions.shown(intention);
    try {
      if (replace.value()) {
        Json old =
            Intentions.find(agent, intention.text("SourceName"), intention.text("DestinationName"));
        if (!old.isNull()) {
          String id = old.text("ID");
          Json.Builder changed = Json.object().put("ID", id);
          intention.fields().forEach(changed::put);
          agent.put("/v1/connect/intentions/" + id).json(changed.build()).run();
          return;
        }
      }
      agent.post("/v1/connect/intentions").json(intention).run();
    } catch (ApiError e) {
      throw new Failure("Error creating intention " + GoQuote.quote(shown) + ": " + e.text());
    }
    terminal.out().print("Created: " + shown + "\n");
  }
}
