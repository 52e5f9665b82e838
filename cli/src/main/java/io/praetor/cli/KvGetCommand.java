// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// `kv get`: one key, a prefix, or only names. A missing prefix is an empty answer, a missing key an error.
final class KvGetCommand extends ClientCommand {
  private final Flag<Boolean> base64 = flags.bool("base64", "Print values in base64.");
  private final Flag<Boolean> detailed =
      flags.bool("detailed", "Print indexes, flags and session with each value.");
  private final Flag<Boolean> keys = flags.bool("keys", "Print only the names below the prefix.");
  private final Flag<Boolean> recurse =
      flags.bool("recurse", "Print all keys that start with the given prefix.");
  private final Flag<String> separator =
      flags.string("separator", "/", "With -keys: cut names after this text.");

  KvGetCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Read or list data of the KV store";
  }

  @Override
  String usage() {
    return "kv get [options] [KEY_OR_PREFIX]";
  }

  @Override
  String details() {
    return "Prints the value of a key:\n\n    $ consul kv get app/color\n\nOr everything below a prefix:\n\n"
        + "    $ consul kv get -recurse app/";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.size() > 1) {
      throw new Failure("Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    String key = KvKeys.withoutSlash(arguments.isEmpty() ? "" : arguments.getFirst());
    if (key.isEmpty() && !keys.value() && !recurse.value()) {
      throw new Failure("Error! Missing KEY argument");
    }
    ApiClient agent = connect(terminal);
    PrintStream out = terminal.out();
    if (keys.value()) {
      names(agent, key).forEach(name -> out.print(name + "\n"));
    } else if (recurse.value()) {
      List<Json> pairs = asking("Error querying Consul agent", () -> pairs(agent, key, true));
      for (int i = 0; i < pairs.size(); i++) {
        if (detailed.value()) {
          out.print(details(pairs.get(i)) + (i < pairs.size() - 1 ? "\n\n" : "\n"));
        } else {
          out.print(pairs.get(i).text("Key") + ":");
          printValue(out, pairs.get(i));
        }
      }
    } else {
      List<Json> pairs = asking("Error querying Consul agent", () -> pairs(agent, key, false));
      if (pairs.isEmpty()) {
        throw new Failure("Error! No key exists at: " + key);
      }
      if (detailed.value()) {
        out.print(details(pairs.getFirst()) + "\n");
      } else {
        printValue(out, pairs.getFirst());
      }
    }
    return 0;
  }

  private List<String> names(ApiClient agent, String prefix) throws Failure {
    return asking(
        "Error querying Consul agent",
        () -> {
          try (ApiResponse response =
              agent
                  .get("/v1/kv/" + prefix)
                  .query("keys", "")
                  .queryUnlessEmpty("separator", recurse.value() ? "" : separator.value())
                  .send()) {
            return response.status() == 404 ? List.of() : response.expectOk().json().texts();
          }
        });
  }

  private static List<Json> pairs(ApiClient agent, String key, boolean recurse) throws ApiError {
    try (ApiResponse response = KvKeys.request(agent, key, recurse).send()) {
      return response.status() == 404 ? List.of() : response.expectOk().json().items();
    }
  }

  private String details(Json pair) {
    String session = pair.text("Session");
    return new Columns("      ")
        .row("CreateIndex", pair.at("CreateIndex").literal())
        .row("Flags", pair.at("Flags").literal())
        .row("Key", pair.text("Key"))
        .row("LockIndex", pair.at("LockIndex").literal())
        .row("ModifyIndex", pair.at("ModifyIndex").literal())
        .row("Session", session.isEmpty() ? "-" : session)
        .row(
            "Value",
            base64.value() ? pair.text("Value") : new String(decoded(pair), StandardCharsets.UTF_8))
        .text();
  }

  /// Bytes, not text: a value need not be UTF-8.
  private void printValue(PrintStream out, Json pair) {
    if (base64.value()) {
      out.print(pair.text("Value"));
    } else {
      out.writeBytes(decoded(pair));
    }
    out.print("\n");
  }

  private static byte[] decoded(Json pair) {
    return Base64.getDecoder().decode(pair.text("Value"));
  }
}
