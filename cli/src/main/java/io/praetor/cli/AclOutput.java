// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The flags `-format` and `-meta` of ACL commands, and printing by them.
final class AclOutput {
  private final Flag<String> format;
  private final @Nullable Flag<Boolean> meta;

  AclOutput(Flags flags) {
    this.format = flags.string("format", "pretty", "Output format: pretty or json.");
    this.meta = flags.bool("meta", "Also show hashes and indexes.");
  }

  private AclOutput(Flag<String> format) {
    this.format = format;
    this.meta = null;
  }

  static AclOutput withoutMeta(Flags flags) {
    return new AclOutput(flags.string("format", "pretty", "Output format: pretty or json."));
  }

  /// How an object is shown.
  @FunctionalInterface
  interface Pretty {
    String text(Json value, boolean meta);
  }

  /// For `Missing required` flags, which are told with the whole help.
  static int missing(Terminal terminal, Command command, String flag) {
    terminal.err().print("Missing required '-" + flag + "' flag\n");
    command.printHelp(terminal.err());
    return 1;
  }

  void check() throws Failure {
    if (!format.value().equals("pretty") && !format.value().equals("json")) {
      throw new Failure("Unknown format: " + format.value());
    }
  }

  int print(Terminal terminal, Json value, Pretty pretty) throws Failure {
    return print(terminal, value, UnaryOperator.identity(), pretty);
  }

  /// @param form what the JSON format shows
  int print(Terminal terminal, Json value, UnaryOperator<Json> form, Pretty pretty) throws Failure {
    check();
    if (format.value().equals("json")) {
      terminal.out().print(JsonWriter.indented(form.apply(value), "    ") + "\n");
    } else {
      terminal.out().print(pretty.text(value, meta != null && meta.value()));
    }
    return 0;
  }
}
