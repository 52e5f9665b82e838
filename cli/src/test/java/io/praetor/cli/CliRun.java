// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs the command line in this process and keeps what it prints.
record CliRun(int exitCode, String out, String err) {
  static CliRun of(Map<String, String> environment, Path folder, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            environment,
            folder);
    int exitCode = new Cli(terminal).run(List.of(arguments));
    terminal.flush();
    return new CliRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static CliRun of(String... arguments) {
    return of(Map.of(), Path.of(""), arguments);
  }
}
