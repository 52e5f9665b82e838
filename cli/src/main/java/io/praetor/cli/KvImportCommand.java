// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonReader;
import java.util.Base64;
import java.util.List;

/// `kv import`: writes what `kv export` printed, entry by entry, and stops at the first that fails.
final class KvImportCommand extends ClientCommand {
  private final Flag<String> prefix = flags.string("prefix", "Put before each key.");

  KvImportCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Write a JSON export to the KV store";
  }

  @Override
  String usage() {
    return "kv import [DATA]";
  }

  @Override
  String details() {
    return "Writes the entries of an export, which may come from a file or from standard input:\n\n"
        + "    $ consul kv import @values.json\n    $ cat values.json | consul kv import -";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    for (Json entry : entries(terminal, arguments)) {
      importOne(terminal, connect(terminal), entry);
    }
    return 0;
  }

  private static List<Json> entries(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.isEmpty()) {
      throw new Failure("Error! Missing DATA argument");
    }
    if (arguments.size() > 1) {
      throw new Failure("Error! Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    byte[] data;
    try {
      data = InputFiles.argument(terminal, arguments.getFirst());
    } catch (Failure e) {
      throw new Failure("Error! " + e.text());
    }
    if (data.length == 0) {
      throw new Failure("Error! Empty DATA argument");
    }
    try {
      return JsonReader.read(data).items();
    } catch (JsonReader.SyntaxError e) {
      throw new Failure("Cannot unmarshal data: " + e.text());
    }
  }

  private void importOne(Terminal terminal, ApiClient agent, Json entry) throws Failure {
    String key = joined(prefix.value(), entry.text("key"));
    byte[] value;
    try {
      value = Base64.getDecoder().decode(entry.text("value"));
    } catch (IllegalArgumentException e) {
      throw new Failure(
          "Error base 64 decoding value for key " + entry.text("key") + ": " + e.getMessage());
    }
    ApiRequest request = agent.put("/v1/kv/" + key).body(value);
    if (entry.at("flags").number() != 0) {
      request.query("flags", entry.at("flags").literal());
    }
    telling("Error! Failed writing data for key " + key, request::run);
    terminal.out().print("Imported: " + key + "\n");
  }

  /// Joined as paths are: one slash between the two, none doubled.
  private static String joined(String prefix, String key) {
    return prefix.isEmpty() ? key : (prefix + "/" + key).replaceAll("/{2,}", "/");
  }
}
