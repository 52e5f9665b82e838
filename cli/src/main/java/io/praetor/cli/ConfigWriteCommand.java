// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import java.util.List;

/// `config write`: stores a config entry that is in a file.
final class ConfigWriteCommand extends ClientCommand {
  private final Flag<Boolean> cas =
      flags.bool("cas", "Write only if the entry's index is still that of -modify-index.");
  private final Flag<Long> modifyIndex = flags.uint64("modify-index", "Index that -cas compares.");

  ConfigWriteCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Store a config entry";
  }

  @Override
  String usage() {
    return "config write [options] FILE";
  }

  @Override
  String details() {
    return "Stores the config entry that a file, or standard input for -, holds as HCL or JSON:\n\n    $ consul config write web.service-defaults.hcl";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.size() != 1) {
      throw new Failure(
          "Must provide exactly one positional argument to specify the config entry to write");
    }
    ConfigEntry entry = ConfigEntryFiles.read(terminal, arguments.getFirst());
    String which = entry.type().name() + "/" + entry.name();
    ApiRequest request =
        connect(terminal)
            .put("/v1/config")
            .body(io.praetor.wire.Json.write(entry.type().codec(), entry));
    if (cas.value()) {
      request.query("cas", Long.toUnsignedString(modifyIndex.value()));
    }
    Json written = asking("Error writing config entry " + which, request::fetch);
    if (!written.truth()) {
      throw new Failure("Config entry not updated: " + which);
    }
    terminal.out().print("Config entry written: " + which + "\n");
    return 0;
  }
}
