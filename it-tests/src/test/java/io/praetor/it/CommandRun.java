// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A command line of either program that has ended.
record CommandRun(int exitCode, String output) {
  private static final long LIMIT_SECONDS = 60;

  /// Runs a verb against an agent. Standard error is part of the output.
  ///
  /// @param folder where the output is kept meanwhile
  static CommandRun of(
      Path folder, String program, AgentProcess agent, String verb, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "command", ".txt");
    Process process = start(output, program, agent, verb, arguments);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(verb + " did not end:\n" + Files.readString(output));
    }
    return new CommandRun(process.exitValue(), Files.readString(output));
  }

  /// The same without waiting for its end.
  static Process start(
      Path output, String program, AgentProcess agent, String verb, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program, verb));
    command.add("-http-addr=" + agent.host + ":" + agent.http);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
