// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A real agent of serf, as Debian packages it.
final class SerfAgent implements AutoCloseable {
  static final String MISSING = "SKIPPED: needs serf on PATH (Debian package serf)";

  final int port = TestPool.freePort();
  final Process process;
  private final int rpc = TestPool.freePort();
  private final Path log = Files.createTempFile("serf", ".log");

  SerfAgent(String name, String... flags) throws IOException, InterruptedException {
    this("127.0.0.1", name, flags);
  }

  /// @param host where its pool is, in brackets if it has colons
  SerfAgent(String host, String name, String[] flags) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "serf",
                "agent",
                "-node=" + name,
                "-bind=" + host + ":" + port,
                "-rpc-addr=127.0.0.1:" + rpc,
                "-log-level=debug",
                "-tag",
                "kind=web"));
    command.addAll(List.of(flags));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    awaitLog("Serf agent running");
    awaitCommand(name, "members");
  }

  static boolean installed() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "serf")));
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  String run(String verb, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("serf", verb, "-rpc-addr=127.0.0.1:" + rpc));
    command.addAll(List.of(arguments));
    Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(run.getInputStream().readAllBytes());
    run.waitFor();
    return output;
  }

  void awaitCommand(String regex, String verb) throws IOException, InterruptedException {
    Pattern pattern = Pattern.compile(regex);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String last = "";
    while (System.nanoTime() < end) {
      last = run(verb);
      if (pattern.matcher(last).find()) {
        return;
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("serf " + verb + " never showed " + regex + ": " + last);
  }

  void awaitLog(String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      if (Files.readString(log).contains(text)) {
        return;
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("serf never logged " + text + ":\n" + Files.readString(log));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
