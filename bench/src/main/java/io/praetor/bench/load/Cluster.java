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

  private final String program;
  private final int size;
  private final String prefix;
  private final List<String> flags;
  private final Path home;
  private final List<Process> processes = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  private Cluster(String program, int size, String prefix, List<String> flags, Path home) {
    this.program = program;
    this.size = size;
    this.prefix = prefix;
    this.flags = flags;
    this.home = home;
  }

  /// Starts the servers and waits until all of them know a leader and a write is accepted.
  ///
  /// @param network the third number of the servers' addresses, 127.0.`network`.1 and up
  /// @param flags that the servers get besides
  static Cluster start(String program, int servers, int network, Path under, List<String> flags)
      throws IOException, InterruptedException {
    String prefix = "127.0." + network + ".";
    Path home = Files.createTempDirectory(under, "load");
    Cluster cluster = new Cluster(program, servers, prefix, List.copyOf(flags), home);
    try {
      for (int i = 1; i <= servers; i++) {
        cluster.processes.add(cluster.launch(i));
        cluster.addresses.add(new InetSocketAddress(prefix + i, HTTP_PORT));
      }
      cluster.awaitReady();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private Process launch(int number) throws IOException {
    String address = prefix + number;
    Path data = data(number);
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "agent",
                "-server",
                "-bootstrap-expect=" + size,
                "-node=server-" + number,
                "-bind=" + address,
                "-client=" + address,
                "-data-dir=" + data,
                "-log-level=warn",
                "-grpc-port=-1",
                "-grpc-tls-port=-1",
                "-hcl=performance { raft_multiplier = 1 }",
                "-hcl=limits { http_max_conns_per_client = 1000 }"));
    command.addAll(flags);
    for (int other = 1; other <= size; other++) {
      if (other != number) {
        command.add("-retry-join=" + prefix + other);
      }
    }
    Files.createDirectories(data);
    Path log = home.resolve("server-" + number + ".log");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /// The data directory of a server, by its number from 1.
  Path data(int number) {
    return home.resolve("server-" + number);
  }

  /// Kills a server with -9 and starts it again on the same data; does not wait for it to be ready.
  void killAndStart(int number) throws IOException {
    Process old = processes.get(number - 1);
    old.destroyForcibly();
    old.onExit().join();
    processes.set(number - 1, launch(number));
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
