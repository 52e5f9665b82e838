// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A real agent process of the distribution on free ports of 127.0.0.1.
final class AgentProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  final String host;
  final int http;
  final int dns;

  /// Where the LAN pool is joined.
  final int serfLan;

  private final Process process;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();

  private AgentProcess(Process process, Path log, String host, int[] ports) {
    this.host = host;
    this.process = process;
    this.log = log;
    this.http = ports[0];
    this.dns = ports[1];
    this.serfLan = ports[3];
  }

  /// Starts an agent and waits until it has a leader and its own node is in the catalog.
  ///
  /// @param folder where its log goes
  static AgentProcess start(Path folder, String... flags) throws Exception {
    AgentProcess agent = launch(folder, "it-1", "127.0.0.1", freePorts(5), flags);
    agent.await("/v1/catalog/node/it-1", "\"serfHealth\"|\"Node\":");
    return agent;
  }

  /// Starts an agent and does not wait.
  ///
  /// @param ports HTTP, DNS, server, LAN and WAN
  static AgentProcess launch(Path folder, String node, String host, int[] ports, String... flags)
      throws IOException {
    return launchAs(System.getProperty("praetor.command"), folder, node, host, ports, flags);
  }

  /// The same with another program that takes the same flags.
  static AgentProcess launchAs(
      String program, Path folder, String node, String host, int[] ports, String... flags)
      throws IOException {
    return launchBy(List.of(program), folder, node, host, ports, flags);
  }

  /// The same by a command of several words, the last of which replace the first ones' process.
  static AgentProcess launchBy(
      List<String> program, Path folder, String node, String host, int[] ports, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>(program);
    command.add("agent");
    command.addAll(List.of(flags));
    command.addAll(
        List.of(
            "-node=" + node,
            "-bind=" + host,
            "-client=" + host,
            "-log-level=info",
            "-http-port=" + ports[0],
            "-dns-port=" + ports[1],
            "-server-port=" + ports[2],
            "-serf-lan-port=" + ports[3],
            "-serf-wan-port=" + ports[4],
            "-grpc-port=-1",
            "-grpc-tls-port=-1"));
    Path log = Files.createTempFile(folder, "agent", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new AgentProcess(process, log, host, ports);
  }

  static int[] freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    int[] ports = new int[count];
    for (int i = 0; i < count; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      ports[i] = socket.getLocalPort();
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }

  String host() {
    return host;
  }

  long pid() {
    // The start script has replaced itself by the JVM.
    return process.pid();
  }

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "");
  }

  HttpResponse<String> put(String path, String body) throws Exception {
    return send("PUT", path, body);
  }

  HttpResponse<String> post(String path) throws Exception {
    return send("POST", path, "");
  }

  HttpResponse<String> delete(String path) throws Exception {
    return send("DELETE", path, "");
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  HttpResponse<String> put(String path, byte[] body) throws Exception {
    return client.send(
        request(path).PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// The status, when the answer comes.
  CompletableFuture<Integer> putLater(String path, byte[] body) {
    return client
        .sendAsync(
            request(path).PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
            HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  byte[] bytes(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + host + ":" + http + path))
        .timeout(Duration.ofSeconds(30));
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        request(path).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Repeats a request until its body matches; each try waits for the answer, so this is no busy loop.
  String await(String path, String regex) throws Exception {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    String last = "";
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new AssertionError("the agent ended:\n" + Files.readString(log));
      }
      try {
        HttpResponse<String> answer = get(path);
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() == 200
            && java.util.regex.Pattern.compile(regex).matcher(answer.body()).find()) {
          return answer.body();
        }
      } catch (IOException notYet) {
        last = notYet.toString();
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    List<String> lines = Files.readAllLines(log);
    String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    throw new AssertionError(
        path + " never matched " + regex + ", last: " + last + "\nits log ends:\n" + tail);
  }

  /// Waits that long for it to end, and returns whether it has.
  boolean ended(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /// Waits until it has logged a text.
  void awaitLog(String text) throws Exception {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!log().contains(text)) {
      if (ended(0) || System.nanoTime() > end) {
        throw new AssertionError("never logged: " + text + "\nits log is:\n" + log());
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  /// What it has logged.
  String log() throws IOException {
    return Files.readString(log);
  }

  /// As a power failure would, as far as a process can.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// Sends it a signal by its name, as STOP.
  void signal(String name) throws IOException, InterruptedException {
    Commands.run("kill", "-" + name, Long.toString(pid()));
  }

  /// Waits until it has ended by itself.
  int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the agent is still there");
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("the agent did not stop on SIGTERM");
    }
  }
}
