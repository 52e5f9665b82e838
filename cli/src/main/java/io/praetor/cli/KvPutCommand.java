// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.ApiResponse;
import java.util.Base64;
import java.util.List;

/// `kv put`: writes one key, plainly, by check-and-set, or together with taking or giving back a lock. A value that is
/// not base64 under -base64 is reported and then written empty, as Consul does.
final class KvPutCommand extends ClientCommand {
  private final Flag<Boolean> acquire =
      flags.bool("acquire", "Take the lock on the key for -session, which must exist.");
  private final Flag<Boolean> base64 = flags.bool("base64", "The given value is base64.");
  private final Flag<Boolean> cas =
      flags.bool(
          "cas", "Write only if the key still has -modify-index; 0 means it must not exist.");
  private final Flag<Long> keyFlags =
      flags.uint64("flags", "Unsigned number to keep with the key.");
  private final Flag<Long> modifyIndex = flags.uint64("modify-index", "Index that -cas compares.");
  private final Flag<Boolean> release =
      flags.bool("release", "Give back the lock on the key that -session holds.");
  private final Flag<String> session =
      flags.string("session", "Session id for -acquire and -release.");

  KvPutCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Write data to the KV store";
  }

  @Override
  String usage() {
    return "kv put [options] KEY [DATA]";
  }

  @Override
  String details() {
    return "Writes a value, which may come from a file or from standard input:\n\n    $ consul kv put app/color green\n"
        + "    $ consul kv put app/blob @blob.bin\n    $ consul kv put app/blob -";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.isEmpty()) {
      throw new Failure("Error! Missing KEY argument");
    }
    if (arguments.size() > 2) {
      throw new Failure(
          "Error! Too many arguments (expected 1 or 2, got " + arguments.size() + ")");
    }
    String key = arguments.getFirst();
    byte[] value = value(terminal, arguments.size() > 1 ? arguments.get(1) : "");
    if ((acquire.value() || release.value()) && session.value().isEmpty()) {
      throw new Failure("Error! Missing -session (required with -acquire and -release)");
    }
    ApiClient agent = connect(terminal);
    if (key.startsWith("/")) {
      throw new Failure(
          "Error! Failed writing data: Invalid key. Key must not begin with a '/': " + key);
    }
    ApiRequest request = agent.put("/v1/kv/" + key).body(value);
    if (keyFlags.value() != 0) {
      request.query("flags", Long.toUnsignedString(keyFlags.value()));
    }
    return send(terminal, request, key);
  }

  private byte[] value(Terminal terminal, String argument) throws Failure {
    byte[] value;
    try {
      value = InputFiles.argument(terminal, argument);
    } catch (Failure e) {
      throw new Failure("Error! " + e.text());
    }
    if (!base64.value()) {
      return value;
    }
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      terminal.err().print("Error! Cannot base 64 decode data: " + e.getMessage() + "\n");
      return new byte[0];
    }
  }

  private int send(Terminal terminal, ApiRequest request, String key) throws Failure {
    String done = "Success! Data written to: " + key;
    String refused = "Error! Could not write to " + key;
    if (cas.value()) {
      String index = Long.toUnsignedString(modifyIndex.value());
      request.query("cas", index);
      refused =
          "Error! Did not write to "
              + key
              + ": CAS "
              + (modifyIndex.value() == 0
                  ? "performed with index=0 and key already exists."
                  : "failed");
    } else if (acquire.value()) {
      request.query("acquire", session.value());
      done = "Success! Lock acquired on: " + key;
      refused = "Error! Did not acquire lock";
    } else if (release.value()) {
      request.query("release", session.value());
      done = "Success! Lock released on: " + key;
      refused = "Error! Did not release lock";
    }
    String answer =
        asking(
            "Error! Failed writing data",
            () -> {
              try (ApiResponse response = request.send().expectOk()) {
                return response.text();
              }
            });
    if (!answer.contains("true")) {
      throw new Failure(refused);
    }
    terminal.out().print(done + "\n");
    return 0;
  }
}
