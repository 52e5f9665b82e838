// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The work of `debug`: files in a folder, with the names that Consul gives them. What cannot be had is
/// told on standard error and left out; a debug archive with a gap is better than none.
final class DebugCapture {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ssX", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Terminal terminal;
  private final ApiClient agent;
  private final Path folder;
  private final List<String> targets;
  private final long durationNanos;

  DebugCapture(
      Terminal terminal, ApiClient agent, Path folder, List<String> targets, long durationNanos) {
    this.terminal = terminal;
    this.agent = agent;
    this.folder = folder;
    this.targets = targets;
    this.durationNanos = durationNanos;
  }

  /// What the archive is, in `index.json`.
  void writeIndex(String version, String interval, String duration) throws IOException {
    write(
        "index.json",
        Json.object()
            .put("Version", 1)
            .put("AgentVersion", version)
            .put("Interval", interval)
            .put("Duration", duration)
            .put("Targets", Json.ofTexts(targets))
            .build());
  }

  /// What does not change while the capture runs.
  void writeStatic(Json self) throws IOException {
    if (targets.contains("host")) {
      write("host.json", agent.get("/v1/agent/host"));
    }
    if (targets.contains("agent")) {
      write("agent.json", self);
    }
    if (targets.contains("members")) {
      write("members.json", agent.get("/v1/agent/members").query("wan", "1"));
    }
    List<String> open = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    for (String port : TroubleshootPortsCommand.CONSUL_PORTS.split(",")) {
      (TroubleshootPortsCommand.isOpen("localhost", port) ? open : closed).add(port);
    }
    write(
        "ports.json",
        Json.object().put("Open", Json.ofTexts(open)).put("Closed", Json.ofTexts(closed)).build());
    try {
      List<Json> servers =
          agent.get("/v1/operator/raft/configuration").fetch().at("Servers").items();
      Files.writeString(
          folder.resolve("listpeers.json"), OperatorRaftListPeersCommand.table(servers) + "\n");
    } catch (ApiError e) {
      complain("listpeers", e);
    }
  }

  /// Collects what changes, until the time is up.
  void follow(long intervalNanos) throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<ApiResponse> streams = new ArrayList<>();
    List<Thread> copiers = new ArrayList<>();
    if (targets.contains("metrics")) {
      stream(agent.get("/v1/agent/metrics/stream"), "metrics.json", streams, copiers);
    }
    if (targets.contains("logs")) {
      ApiRequest monitor = agent.get("/v1/agent/monitor").query("loglevel", "DEBUG");
      stream(monitor, "consul.log", streams, copiers);
    }
    boolean profiles = targets.contains("pprof") && profilesAreThere();
    for (long number = 0; number * intervalNanos <= durationNanos; number++) {
      TimeUnit.NANOSECONDS.sleep(start + number * intervalNanos - System.nanoTime());
      if (profiles) {
        profiles();
      }
      tell("==> Capture successful " + now() + " (" + number + ")\n");
    }
    TimeUnit.NANOSECONDS.sleep(start + durationNanos - System.nanoTime());
    for (ApiResponse stream : streams) {
      try {
        stream.close();
      } catch (ApiError e) {
        complain("stream", e);
      }
    }
    for (Thread copier : copiers) {
      copier.join();
    }
  }

  /// The profiles of the Go runtime are not there on an agent that does not run on it.
  private boolean profilesAreThere() throws IOException {
    try {
      agent.get("/debug/pprof/heap").run();
      return true;
    } catch (ApiError e) {
      terminal
          .err()
          .print("[WARN] Unable to capture pprof: the agent has no profiles of that kind or no\n");
      terminal.err().print("       enable_debug, see its answer: " + e.text() + "\n");
      return false;
    }
  }

  private void profiles() throws IOException {
    Path moment = folder.resolve(STAMP.format(Instant.now()));
    Files.createDirectories(moment);
    for (String profile : List.of("heap", "goroutine")) {
      try (ApiResponse response = agent.get("/debug/pprof/" + profile).send().expectOk()) {
        Files.write(moment.resolve(profile + ".prof"), response.bytes());
      } catch (ApiError e) {
        complain(profile, e);
      }
    }
  }

  private void stream(
      ApiRequest request, String name, List<ApiResponse> streams, List<Thread> copiers)
      throws IOException {
    try {
      ApiResponse response = request.send().expectOk();
      streams.add(response);
      OutputStream out = Files.newOutputStream(folder.resolve(name));
      copiers.add(Thread.ofVirtual().start(() -> copy(response, out, name)));
    } catch (ApiError e) {
      complain(name, e);
    }
  }

  private void copy(ApiResponse response, OutputStream out, String name) {
    try (out) {
      byte[] buffer = new byte[8192];
      for (int count = read(response, buffer); count >= 0; count = read(response, buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      terminal.err().print("==> Error writing " + name + ": " + e.getMessage() + "\n");
    }
  }

  /// The stream ends when the time is up and it is closed, or when the agent goes.
  private static int read(ApiResponse response, byte[] buffer) {
    try {
      return response.body().read(buffer);
    } catch (IOException e) {
      return -1;
    }
  }

  private void write(String name, ApiRequest request) throws IOException {
    try {
      write(name, request.fetch());
    } catch (ApiError e) {
      complain(name, e);
    }
  }

  private void write(String name, Json value) throws IOException {
    Files.write(
        folder.resolve(name), JsonWriter.indented(value, "\t").getBytes(StandardCharsets.UTF_8));
  }

  private void complain(String what, ApiError e) {
    terminal.err().print("==> Error capturing " + what + ": " + e.text() + "\n");
  }

  private void tell(String text) {
    terminal.out().print(text);
    terminal.flush();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
