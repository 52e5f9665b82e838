// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our server and client agents of Consul itself in one LAN pool. The environment names the program:
/// `CONSUL_PEER=/path/to/consul`.
class ConsulInteropIT {
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir Path folder;

  @BeforeAll
  static void needsConsul() {
    assumeTrue(Mixed.hasConsul(), "SKIPPED: needs CONSUL_PEER, the path of Consul 1.22's program");
  }

  @Test
  void aClientJoinsFiresAndLeaves() throws Exception {
    try (AgentProcess ours = AgentProcess.start(folder, "-dev");
        Peer peer = new Peer(folder, ours.serfLan)) {
      ours.await("/v1/agent/members", "(?s)\"Name\": \"peer-1\".*\"Status\": 1");
      peer.await("/v1/agent/members", "\"Name\":\"it-1\"");
      ours.await("/v1/catalog/node/peer-1", "\"Node\":");

      assertEquals(200, ours.put("/v1/event/fire/deploy", "v1").statusCode());
      peer.await("/v1/event/list", "\"Name\":\"deploy\",\"Payload\":\"djE=\"");

      peer.put("/v1/agent/leave");
      ours.await("/v1/agent/members", "(?s)\"Name\": \"peer-1\".*\"Status\": 3");
    }
  }

  @Test
  void aKilledClientTurnsCritical() throws Exception {
    try (AgentProcess ours = AgentProcess.start(folder, "-dev");
        Peer peer = new Peer(folder, ours.serfLan)) {
      ours.await("/v1/health/node/peer-1", "(?s)\"serfHealth\".*\"Status\": \"passing\"");
      peer.process.destroyForcibly();
      long killed = System.nanoTime();
      ours.await("/v1/health/node/peer-1", "(?s)\"serfHealth\".*\"Status\": \"critical\"");
      System.out.println(
          "kill -9 of Consul's agent detected after "
              + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed)
              + " ms");
      ours.await("/v1/agent/members", "(?s)\"Name\": \"peer-1\".*\"Status\": 4");
    }
  }

  @Test
  void anEncryptedPoolTakesWhoHasTheKey() throws Exception {
    try (AgentProcess ours = AgentProcess.start(folder, "-dev", "-encrypt=" + KEY);
        Peer peer = new Peer(folder, ours.serfLan, "-encrypt=" + KEY);
        Peer stranger = new Peer(folder, ours.serfLan)) {
      peer.await("/v1/agent/members", "\"Name\":\"it-1\"");
      stranger.awaitLog("Remote state is encrypted and encryption is not configured");
      ours.await("/v1/operator/keyring", Pattern.quote("\"" + KEY + "\": 2"));
      assertTrue(ours.get("/v1/agent/members").body().contains("\"Name\": \"peer-1\""));
    }
  }

  /// Agents that have a key and do not insist on it live with those that have none, both ways.
  @Test
  void aPoolOnItsWayToEncryptionTakesBoth() throws Exception {
    String key = "-encrypt=" + KEY;
    String lenient = "-hcl=encrypt_verify_incoming = false encrypt_verify_outgoing = false";
    try (AgentProcess ours = AgentProcess.start(folder, "-dev", key, lenient);
        Peer plain = new Peer(folder, ours.serfLan)) {
      metEachOther(ours, plain);
    }
    try (AgentProcess ours = AgentProcess.start(folder, "-dev");
        Peer underWay = new Peer(folder, ours.serfLan, key, lenient)) {
      metEachOther(ours, underWay);
    }
  }

  private static void metEachOther(AgentProcess ours, Peer peer) throws Exception {
    peer.await("/v1/agent/members", "\"Name\":\"it-1\"");
    ours.await("/v1/agent/members", "(?s)\"Name\": \"peer-1\".*\"Status\": 1");
    ours.await("/v1/health/node/peer-1", "(?s)\"serfHealth\".*\"Status\": \"passing\"");
    assertEquals(200, ours.put("/v1/event/fire/deploy", "v1").statusCode());
    peer.await("/v1/event/list", "\"Name\":\"deploy\",\"Payload\":\"djE=\"");
  }

  /// One id belongs to one agent; who comes second with it stays outside and is told why.
  @Test
  void aNodeIdIsTakenOnce() throws Exception {
    String id = "-node-id=11111111-2222-3333-4444-555555555555";
    try (AgentProcess ours = AgentProcess.start(folder, "-dev", id);
        Peer second = new Peer(folder, ours.serfLan, id)) {
      second.awaitLog("Member 'it-1' has conflicting node ID");
      assertFalse(ours.get("/v1/agent/members").body().contains("peer-1"));
      assertTrue(
          ours.log()
              .contains(
                  "Member 'peer-1' has conflicting node ID '"
                      + id.substring(9)
                      + "' with this agent's ID"));
    }
  }

  /// A client of Consul whose name is another's gives up, as it does in a pool of Consul's own.
  @Test
  void aNameIsTakenOnce() throws Exception {
    try (AgentProcess ours = AgentProcess.start(folder, "-dev");
        Peer second = new Peer(folder, ours.serfLan, "-node=it-1")) {
      second.awaitLog("minority in name conflict resolution");
      ours.await("/v1/agent/members", "(?s)^(?!.*\"Name\".*\"Name\").*\"it-1\".*" + ours.serfLan);
    }
  }

  /// A client agent of the reference program.
  private static final class Peer implements AutoCloseable {
    final Process process;
    private final int http = TestPool.freePort();
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    Peer(Path folder, int join, String... flags) throws IOException {
      log = Files.createTempFile(folder, "peer", ".log");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Mixed.CONSUL,
                  "agent",
                  "-node=peer-1",
                  "-bind=127.0.0.1",
                  "-data-dir=" + Files.createTempDirectory(folder, "peer"),
                  "-http-port=" + http,
                  "-dns-port=-1",
                  "-serf-lan-port=" + TestPool.freePort(),
                  "-serf-wan-port=-1",
                  "-retry-interval=1s",
                  "-retry-join=127.0.0.1:" + join));
      command.addAll(List.of(flags));
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    }

    void put(String path) throws IOException, InterruptedException {
      client.send(
          request(path).method("PUT", HttpRequest.BodyPublishers.noBody()).build(),
          HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
          .timeout(Duration.ofSeconds(30));
    }

    void await(String path, String regex) throws IOException, InterruptedException {
      Pattern pattern = Pattern.compile(regex);
      String last = "";
      for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < end; ) {
        try {
          last = client.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body();
          if (pattern.matcher(last).find()) {
            return;
          }
        } catch (IOException notYet) {
          last = notYet.toString();
        }
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
      throw new AssertionError(
          path + " never matched " + regex + ", last: " + last + "\n" + Files.readString(log));
    }

    void awaitLog(String text) throws IOException, InterruptedException {
      for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < end; ) {
        if (Files.readString(log).contains(text)) {
          return;
        }
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
      throw new AssertionError("the peer never logged " + text + ":\n" + Files.readString(log));
    }

    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
