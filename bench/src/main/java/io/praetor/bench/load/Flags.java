// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The flags of a measurement: `--name=value`, or `--name` alone.
record Flags(Map<String, String> values) {
  static Flags parse(String[] args) {
    Map<String, String> values = new HashMap<>();
    for (String arg : args) {
      String[] parts = arg.replaceFirst("^-+", "").split("=", 2);
      values.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return new Flags(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  /// What is measured, by the name of its column: ours, and the peer when it was given.
  Map<String, String> programs() {
    Map<String, String> programs = new LinkedHashMap<>();
    programs.put("praetor", text("agent", "praetor"));
    if (has("peer")) {
      programs.put("peer", text("peer", ""));
    }
    return programs;
  }

  /// Where the servers keep their data.
  Path data() {
    return Path.of(text("data", System.getProperty("java.io.tmpdir")));
  }
}
