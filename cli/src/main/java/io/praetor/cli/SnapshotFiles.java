// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// The one argument that all snapshot commands take.
final class SnapshotFiles {
  private SnapshotFiles() {}

  static String argument(List<String> arguments) throws Failure {
    if (arguments.isEmpty()) {
      throw new Failure("Missing FILE argument");
    }
    if (arguments.size() > 1) {
      throw new Failure("Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    return arguments.getFirst();
  }
}
