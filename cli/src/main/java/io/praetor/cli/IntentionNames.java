// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.wire.GoQuote;

/// A source or destination of an intention as arguments write it: a name, or `namespace/name`, or `partition/namespace/name`.
record IntentionNames(String partition, String namespace, String name) {
  static IntentionNames parse(String text) throws Failure {
    String[] parts = text.split("/", -1);
    return switch (parts.length) {
      case 1 -> new IntentionNames("", "", parts[0]);
      case 2 -> new IntentionNames("", parts[0], parts[1]);
      case 3 -> new IntentionNames(parts[0], parts[1], parts[2]);
      default -> throw new Failure("Invalid name: " + GoQuote.quote(text) + " has too many parts");
    };
  }

  /// The form that queries take.
  String text() {
    String inNamespace = namespace.isEmpty() ? name : namespace + "/" + name;
    return partition.isEmpty() ? inNamespace : partition + "/" + inNamespace;
  }

  /// Reads an argument as the query that it becomes.
  static String query(String argument) throws Failure {
    return parse(argument).text();
  }
}
