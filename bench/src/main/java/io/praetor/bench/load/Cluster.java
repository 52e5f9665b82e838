// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Server processes of one program on loopback addresses of their own, each with a data directory,
/// so that the ports are Consul's usual ones. Closing it kills them and removes their data.
final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HTTP_PORT = 8500;

  private final Path home;
  private final List<Process> processes = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  private Cluster(Path home) {
    this.home = home;
  }

  /// Starts the servers and waits until all of them know a leader and a write is accepted.
  ///
  /// @param network the third number of the servers' addresses, 127.0.`network`.1 and up
  static Cluster start(String program, int servers, int network, Path under)
      throws IOException, InterruptedException {
    Cluster cluster = new Cluster(Files.createTempDirectory(under, "load"));
    try {
      for (int i = 1; i <= servers; i++) {
        cluster.launch(program, servers, "127.0." + network + ".", i);
      }
      cluster.awaitReady();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void launch(String program, int servers, String prefix, int number) throws IOException {
    String address = prefix + number;
    Path data = home.resolve("server-" + number);
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "agent",
                "-server",
                "-bootstrap-expect=" + servers,
                "-node=server-" + number,
                "-bind=" + address,
                "-client=" + address,
                "-data-dir=" + data,
                "-log-level=warn",
                "-grpc-port=-1",
                "-grpc-tls-port=-1",
                "-hcl=performance { raft_multiplier = 1 }",
                "-hcl=limits { http_max_conns_per_client = 1000 }"));
    for (int other = 1; other <= servers; other++) {
      if (other != number) {
        command.add("-retry-join=" + prefix + other);
      }
    }
    Files.createDirectories(data);
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("server-" + number + ".log").toFile())
            .start());
    addresses.add(new InetSocketAddress(address, HTTP_PORT));
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    byte[] write = Exchange.put("/v1/kv/ready", new byte[0]);
    for (InetSocketAddress address : addresses) {
      while (!accepts(address, write)) {
        if (System.nanoTime() > deadline) {
          throw new IOException("no leader within " + PATIENCE + ":\n" + logs());
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static boolean accepts(InetSocketAddress address, byte[] write) {
    try (Exchange exchange = new Exchange(address)) {
      return exchange.send(write).status() == 200;
    } catch (IOException e) {
      return false; // It does not listen yet; the caller has a deadline.
    }
  }

  private String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(home)) {
      for (Path log : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
        all.append(log).append('\n').append(Files.readString(log));
      }
    }
    return all.toString();
  }

  /// One server: its number from 1, its process, and where it answers.
  record Server(int number, long pid, InetSocketAddress address) {}

  List<Server> servers() {
    List<Server> servers = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      servers.add(new Server(i + 1, processes.get(i).pid(), addresses.get(i)));
    }
    return servers;
  }

  /// The HTTP address of the leader.
  InetSocketAddress leader() throws IOException {
    byte[] ask =
        "GET /v1/status/leader HTTP/1.1\r\nHost: load\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    try (Exchange exchange = new Exchange(addresses.getFirst())) {
      String leader = exchange.send(ask).text();
      return addresses.stream()
          .filter(a -> leader.contains("\"" + a.getHostString() + ":"))
          .findFirst()
          .orElseThrow(() -> new IOException("the leader is none of ours: " + leader));
    }
  }

  InetSocketAddress follower() throws IOException {
    InetSocketAddress leader = leader();
    return addresses.stream().filter(a -> !a.equals(leader)).findFirst().orElse(leader);
  }

  @Override
  public void close() throws IOException {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
