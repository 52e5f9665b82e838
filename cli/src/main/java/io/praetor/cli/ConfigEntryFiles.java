// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.catalog.entries.EntryException;
import io.praetor.catalog.entries.EntryInput;
import io.praetor.config.EntryText;
import io.praetor.config.SyntaxException;
import java.nio.charset.StandardCharsets;

/// Config entries in files, HCL or JSON.
final class ConfigEntryFiles {
  private ConfigEntryFiles() {}

  /// The entry in a file, or in standard input for `-`.
  static ConfigEntry read(Terminal terminal, String name) throws Failure {
    String text;
    try {
      text =
          name.equals("-")
              ? new String(InputFiles.standardInput(terminal), StandardCharsets.UTF_8)
              : InputFiles.text(terminal, name);
    } catch (Failure e) {
      throw new Failure("Failed to load data: " + e.text());
    }
    try {
      return EntryInput.read(EntryText.parse(text));
    } catch (SyntaxException | EntryException e) {
      throw new Failure("Failed to decode config entry input: " + e.getMessage());
    }
  }
}
