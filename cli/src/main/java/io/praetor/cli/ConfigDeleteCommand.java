// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import java.io.PrintStream;
import java.util.List;

/// `config delete`: removes a config entry, named by flags or by a file that holds it.
final class ConfigDeleteCommand extends ClientCommand {
  private final Flag<String> kind = flags.string("kind", "Kind of the entry.");
  private final Flag<String> name = flags.string("name", "Name of the entry.");
  private final Flag<String> filename =
      flags.string("filename", "File with an entry of the kind and name to delete.");
  private final Flag<Boolean> cas =
      flags.bool("cas", "Delete only if the entry's index is still that of -modify-index.");
  private final Flag<Long> modifyIndex = flags.uint64("modify-index", "Index that -cas compares.");

  ConfigDeleteCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Delete a config entry";
  }

  @Override
  String usage() {
    return "config delete [options] [-kind <config kind> -name <config name>] [-filename <file>]";
  }

  @Override
  String details() {
    return """
        Deletes a config entry:

            $ consul config delete -kind=service-defaults -name=web

        Options: -kind and -name, or -filename for those of a file; -cas with -modify-index to delete only what
        has that index; and those of every request.""";
  }

  /// Consul's help of this verb lists no flags.
  @Override
  void printHelp(PrintStream to) {
    to.print("Usage: " + PROGRAM + " " + usage() + "\n\n" + details().indent(2));
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    checkFlags();
    String which = kind.value() + "/" + name.value();
    if (!filename.value().isEmpty()) {
      ConfigEntry entry = ConfigEntryFiles.read(terminal, filename.value());
      which = entry.type().name() + "/" + entry.name();
    }
    ApiRequest request = connect(terminal).delete("/v1/config/" + which);
    String failure = "Error deleting config entry " + which;
    if (!cas.value()) {
      telling(failure, request::run);
    } else {
      request.query("cas", Long.toUnsignedString(modifyIndex.value()));
      Json deleted = asking(failure, request::fetch);
      if (!deleted.truth()) {
        throw new Failure("Config entry not deleted: " + which);
      }
    }
    terminal.out().print("Config entry deleted: " + which + "\n");
    return 0;
  }

  private void checkFlags() throws Failure {
    if (filename.value().isEmpty()) {
      if (kind.value().isEmpty()) {
        throw new Failure("Must specify the -kind or -filename parameter");
      }
      if (name.value().isEmpty()) {
        throw new Failure("Must specify the -name parameter");
      }
    } else if (!kind.value().isEmpty() || !name.value().isEmpty()) {
      throw new Failure("filename can't be used with kind or name");
    }
    if (cas.value() && modifyIndex.value() == 0) {
      throw new Failure("Must specify a -modify-index greater than 0 with -cas");
    }
    if (!cas.value() && modifyIndex.value() != 0) {
      throw new Failure("Cannot specify -modify-index without -cas");
    }
  }
}
