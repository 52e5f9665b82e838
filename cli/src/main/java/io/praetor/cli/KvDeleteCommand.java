// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.ApiResponse;
import java.util.List;

/// `kv delete`: one key, by check-and-set if wished, or a whole prefix.
final class KvDeleteCommand extends ClientCommand {
  private final Flag<Boolean> cas =
      flags.bool("cas", "Delete only if the key still has -modify-index.");
  private final Flag<Long> modifyIndex = flags.uint64("modify-index", "Index that -cas compares.");
  private final Flag<Boolean> recurse =
      flags.bool("recurse", "Delete all keys that start with the given prefix.");

  KvDeleteCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Delete data from the KV store";
  }

  @Override
  String usage() {
    return "kv delete [options] KEY_OR_PREFIX";
  }

  @Override
  String details() {
    return "Deletes a key, or with -recurse everything below a prefix:\n\n    $ consul kv delete app/color\n"
        + "    $ consul kv delete -recurse app/";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.size() > 1) {
      throw new Failure("Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    String key = KvKeys.withoutSlash(arguments.isEmpty() ? "" : arguments.getFirst());
    if (key.isEmpty() && !recurse.value()) {
      throw new Failure("Error! Missing KEY argument");
    }
    checkFlags();
    ApiClient agent = connect(terminal);
    ApiRequest request = agent.delete("/v1/kv/" + key);
    if (recurse.value()) {
      telling("Error! Did not delete prefix " + key, request.query("recurse", "")::run);
      terminal.out().print("Success! Deleted keys with prefix: " + key + "\n");
      return 0;
    }
    if (cas.value()) {
      request.query("cas", Long.toUnsignedString(modifyIndex.value()));
    }
    String answer =
        asking(
            "Error! Did not delete key " + key,
            () -> {
              try (ApiResponse response = request.send().expectOk()) {
                return response.text();
              }
            });
    if (cas.value() && !answer.contains("true")) {
      throw new Failure("Error! Did not delete key " + key + ": CAS failed");
    }
    terminal.out().print("Success! Deleted key: " + key + "\n");
    return 0;
  }

  private void checkFlags() throws Failure {
    if (cas.value() && recurse.value()) {
      throw new Failure("Cannot specify both -cas and -recurse!");
    }
    if (!cas.value() && modifyIndex.value() != 0) {
      throw new Failure("Cannot specify -modify-index without -cas!");
    }
    if (cas.value() && modifyIndex.value() == 0) {
      throw new Failure(
          "Cannot delete a key that does not exist. Provide a -modify-index greater than than 0.");
    }
  }
}
