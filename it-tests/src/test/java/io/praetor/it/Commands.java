// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs programs of the system.
final class Commands {
  private Commands() {}

  /// @throws AssertionError when it fails, with what it said
  static void run(String... command) throws IOException, InterruptedException {
    String said = output(command);
    if (said != null) {
      throw new AssertionError(String.join(" ", command) + ": " + said);
    }
  }

  /// Whether it can be run and succeeds.
  static boolean works(String... command) throws InterruptedException {
    try {
      return output(command) == null;
    } catch (IOException notThere) {
      return false;
    }
  }

  /// Null when it has succeeded.
  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    return status == 0 ? null : "status " + status + ": " + said.strip();
  }
}
