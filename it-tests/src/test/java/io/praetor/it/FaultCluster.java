// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Servers that are processes of their own, to be killed, stopped and started again.
final class FaultCluster implements AutoCloseable {
  /// Long enough that another server must have been elected: the lease has 0.5 s, an election
  /// begins after 1 to 2 s.
  static final Duration OUTAGE = Duration.ofMillis(3000);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// Where a server runs.
  ///
  /// @param within what its command begins with
  record Site(String host, List<String> within, Path data) {}

  private final Path folder;
  private final List<Site> sites;
  private final int[] ports;
  private final List<@Nullable AgentProcess> servers = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private FaultCluster(Path folder, List<Site> sites, int[] ports) {
    this.folder = folder;
    this.sites = sites;
    this.ports = ports;
  }

  /// Starts all of them and waits until they are a cluster.
  static FaultCluster start(Path folder, List<Site> sites) throws Exception {
    FaultCluster cluster = new FaultCluster(folder, sites, AgentProcess.freePorts(5));
    try {
      for (int i = 0; i < sites.size(); i++) {
        cluster.servers.add(cluster.launch(i));
      }
      int tolerance = (sites.size() - 1) / 2;
      for (int i = 0; i < sites.size(); i++) {
        cluster
            .server(i)
            .await("/v1/operator/autopilot/health", "\"FailureTolerance\": ?" + tolerance);
      }
      return cluster;
    } catch (Exception | AssertionError e) {
      for (AgentProcess server : cluster.servers) {
        System.out.println(server == null ? "" : server.host + ":\n" + server.log());
      }
      cluster.close();
      throw e;
    }
  }

  /// On loopback addresses of the given network, as `127.0.41`.
  static FaultCluster onLoopback(Path folder, String network, int count) throws Exception {
    List<Site> sites = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      sites.add(new Site(network + "." + i, List.of(), folder.resolve("data-" + i)));
    }
    return start(folder, sites);
  }

  int size() {
    return sites.size();
  }

  AgentProcess server(int i) {
    AgentProcess server = servers.get(i);
    if (server == null) {
      throw new IllegalStateException("server " + i + " is not up");
    }
    return server;
  }

  Path data(int i) {
    return sites.get(i).data;
  }

  List<URI> addresses() {
    return sites.stream().map(site -> URI.create("http://" + site.host + ":" + ports[0])).toList();
  }

  private AgentProcess launch(int i) throws IOException {
    Site site = sites.get(i);
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-server",
                "-bootstrap-expect=" + sites.size(),
                "-data-dir=" + site.data,
                "-retry-interval=1s",
                "-hcl=performance { raft_multiplier = 1 }",
                // A server that is away for a while stays a member, so that the faults are what the
                // test says.
                "-hcl=autopilot { cleanup_dead_servers = false }"));
    sites.forEach(other -> flags.add("-retry-join=" + other.host + ":" + ports[3]));
    List<String> program = new ArrayList<>(site.within);
    program.add(System.getProperty("praetor.command"));
    return AgentProcess.launchBy(
        program, folder, "it-" + (i + 1), site.host, ports, flags.toArray(new String[0]));
  }

  void kill(int i) throws InterruptedException {
    server(i).kill();
    servers.set(i, null);
  }

  /// After a kill, or when it has ended by itself.
  void restart(int i) throws IOException {
    AgentProcess old = servers.get(i);
    assertTrue(old == null || !old.isAlive(), "it still runs");
    servers.set(i, launch(i));
  }

  /// What a majority of the servers says who leads.
  int leader() throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      Map<String, Integer> said = new HashMap<>();
      for (URI address : addresses()) {
        said.merge(leaderAccordingTo(address), 1, Integer::sum);
      }
      for (int i = 0; i < sites.size(); i++) {
        if (said.getOrDefault(sites.get(i).host, 0) > sites.size() / 2) {
          return i;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new AssertionError("no leader that a majority knows");
  }

  private String leaderAccordingTo(URI address) throws InterruptedException {
    try {
      return client
          .send(
              HttpRequest.newBuilder(address.resolve("/v1/status/leader"))
                  .timeout(Duration.ofSeconds(1))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .strip()
          .replaceAll("\"|:\\d+", "");
    } catch (IOException down) {
      return "";
    }
  }

  @Override
  public void close() throws InterruptedException {
    client.close();
    for (AgentProcess server : servers) {
      if (server != null) {
        server.kill();
      }
    }
  }
}
