// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
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

  void check() throws Failure {
    if (!format.value().equals("pretty") && !format.value().equals("json")) {
      throw new Failure("Unknown format: " + format.value());
    }
  }

  int print(Terminal terminal, Json value, Pretty pretty) throws Failure {
    check();
    if (format.value().equals("json")) {
      terminal.out().print(JsonWriter.indented(value, "    ") + "\n");
    } else {
      terminal.out().print(pretty.text(value, meta != null && meta.value()));
    }
    return 0;
  }
}
