// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.wire.GoQuote;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Starts the child of `lock`, and the handlers of `watch`: through `/bin/sh -c` or directly, with the streams of this
/// process.
final class ChildProcess {
  private ChildProcess() {}

  /// The arguments to execute.
  static List<String> commandLine(List<String> words, boolean shell) {
    return shell ? List.of("/bin/sh", "-c", String.join(" ", words)) : words;
  }

  /// @param environment what is added to the environment of this process
  /// @param stdin where the child reads from
  static Process start(
      Terminal terminal, List<String> command, Map<String, String> environment, Redirect stdin)
      throws Failure {
    terminal.flush();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File(terminal.folder().toAbsolutePath().toString()))
            .redirectInput(stdin)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      String program = command.getFirst();
      if (program.indexOf('/') < 0) {
        throw new Failure(
            "exec: " + GoQuote.quote(program) + ": executable file not found in $PATH");
      }
      String reason =
          Files.exists(Path.of(program)) ? "permission denied" : "no such file or directory";
      throw new Failure("fork/exec " + program + ": " + reason);
    }
  }
}
