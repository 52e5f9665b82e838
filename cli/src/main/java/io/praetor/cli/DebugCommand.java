// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoDuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `debug`: collects what an agent tells of itself over some time into an archive.
final class DebugCommand extends ClientCommand {
  /// In the order in which they are collected and told.
  static final List<String> TARGETS =
      List.of("metrics", "logs", "pprof", "host", "agent", "members");

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ssX", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long MIN_DURATION_SECONDS = 10;
  private static final long MIN_INTERVAL_SECONDS = 5;

  private final Flag<Boolean> archive =
      flags.bool("archive", true, "Pack what was collected; otherwise the folder stays.");
  private final Flag<List<String>> capture =
      flags.strings(
          "capture",
          "What to collect: metrics, logs, pprof, host, agent or members. May be given several times; everything unless given.");
  private final Flag<Long> durationNanos =
      flags.duration("duration", TimeUnit.MINUTES.toNanos(5), "How long to collect.");
  private final Flag<Long> intervalNanos =
      flags.duration(
          "interval", TimeUnit.SECONDS.toNanos(30), "How often to collect what changes.");
  private final Flag<String> output =
      flags.string(
          "output",
          "consul-debug-" + STAMP.format(Instant.now()),
          "Path of the archive, without its .tar.gz.");
  private final Flag<String> since =
      flags.string("since", "Collect from the past with hcdiag, which this program does not do.");

  @Override
  String synopsis() {
    return "Collect what helps to find a fault into an archive";
  }

  @Override
  String usage() {
    return "debug [options]";
  }

  @Override
  String details() {
    return """
        Watches an agent for a while and writes what it tells into an archive in the current folder:

            $ consul debug -interval=20s -duration=1m

        With -capture only some of it is collected:

            $ consul debug -capture metrics -capture agent

        With ACLs, a token with operator:read is needed. An interrupted run packs what it has. Tokens and
        keys are hidden by the agent, but look through the archive before you hand it to others.""";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (!arguments.isEmpty()) {
      throw new Failure("==> debug: Too many arguments provided, expected 0");
    }
    if (!since.value().isEmpty()) {
      throw new Failure("==> -since is not supported: it needs the separate program hcdiag");
    }
    ApiClient agent = connect(terminal);
    Json self = asking("==> error querying target agent", agent.get("/v1/agent/self")::fetch);
    Path folder = terminal.folder().resolve(output.value());
    Path packed = terminal.folder().resolve(output.value() + ".tar.gz");
    List<String> targets = targets(folder, packed);
    tell(terminal, self, targets);
    try {
      Files.createDirectories(folder);
      DebugCapture capturing =
          new DebugCapture(terminal, agent, folder, targets, durationNanos.value());
      capturing.writeIndex(
          self.at("Config").text("Version"),
          GoDuration.format(intervalNanos.value()),
          GoDuration.format(durationNanos.value()));
      capturing.writeStatic(self);
      packWhenInterrupted(terminal, folder, packed);
      capturing.follow(intervalNanos.value());
      pack(terminal, folder, packed);
      return 0;
    } catch (IOException e) {
      throw new Failure("==> Capture failed: " + InputFiles.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("==> Capture interrupted");
    }
  }

  /// What is wished for, if all of the wishes can be met.
  private List<String> targets(Path folder, Path packed) throws Failure {
    String fault =
        fault(
            capture.value(),
            durationNanos.value(),
            intervalNanos.value(),
            archive.value() && Files.exists(packed) ? packed.getFileName().toString() : "");
    if (!fault.isEmpty()) {
      throw new Failure("==> Capture validation failed: " + fault);
    }
    if (Files.exists(folder)) {
      throw new Failure(
          "==> Capture validation failed: output directory already exists: " + output.value());
    }
    return TARGETS.stream()
        .filter(target -> capture.value().isEmpty() || capture.value().contains(target))
        .toList();
  }

  /// Why a capture with these settings cannot be, or empty.
  ///
  /// @param taken the archive's name when it exists already
  static String fault(List<String> wanted, long durationNanos, long intervalNanos, String taken) {
    if (durationNanos < TimeUnit.SECONDS.toNanos(MIN_DURATION_SECONDS)) {
      return "duration must be longer than " + MIN_DURATION_SECONDS + "s";
    }
    if (intervalNanos < TimeUnit.SECONDS.toNanos(MIN_INTERVAL_SECONDS)) {
      return "interval must be longer than " + MIN_INTERVAL_SECONDS + "s";
    }
    if (durationNanos < intervalNanos) {
      return "duration must be longer than the interval";
    }
    List<String> unknown = new ArrayList<>(wanted);
    unknown.removeAll(TARGETS);
    if (!unknown.isEmpty()) {
      return "target not found: " + unknown.getFirst();
    }
    return taken.isEmpty() ? "" : "output already exists: " + taken;
  }

  private void tell(Terminal terminal, Json self, List<String> targets) {
    String shown = output.value() + (archive.value() ? ".tar.gz" : "");
    terminal.out().print("==> Starting debugger and capturing static information...\n");
    line(terminal, "Agent Version", self.at("Config").text("Version"));
    line(terminal, "Interval", GoDuration.format(intervalNanos.value()));
    line(terminal, "Duration", GoDuration.format(durationNanos.value()));
    line(terminal, "Output", shown);
    line(terminal, "Capture", String.join(", ", targets));
    terminal.flush();
  }

  private static void line(Terminal terminal, String name, String value) {
    terminal.out().print(" ".repeat(18 - name.length()) + name + ": '" + value + "'\n");
  }

  private void packWhenInterrupted(Terminal terminal, Path folder, Path packed) {
    Interrupts.beforeExit(
        () -> {
          try {
            pack(terminal, folder, packed);
          } catch (IOException e) {
            terminal.err().print("==> Capture failed: " + InputFiles.reason(e) + "\n");
          }
          terminal.flush();
          return false;
        });
  }

  private void pack(Terminal terminal, Path folder, Path packed) throws IOException {
    if (!archive.value()) {
      terminal.out().print("    Saved debug directory: " + output.value() + "\n");
      return;
    }
    TarGzip.pack(folder, packed);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    terminal.out().print("    Saved debug archive: " + output.value() + ".tar.gz\n");
  }
}
