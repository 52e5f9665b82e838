// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.praetor.gossip.core.packet.Keyring;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.serf.KeyQuery;
import io.praetor.gossip.core.serf.MemberStatus;
import io.praetor.gossip.core.serf.PoolEvent;
import io.praetor.gossip.core.serf.Queries;
import io.praetor.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our pool and the agent of serf itself, as members of each other.
class SerfInteropIT {
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String SECOND_KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

  @TempDir Path folder;

  @BeforeAll
  static void needsSerf() {
    assumeTrue(SerfAgent.installed(), SerfAgent.MISSING);
  }

  @Test
  void weJoinSerf() throws Exception {
    try (SerfAgent serf = new SerfAgent("sf0");
        TestPool ours = new TestPool("ours", Security.NONE, null)) {
      assertEquals(Optional.empty(), ours.join(serf.port));
      PoolEvent.Joined joined =
          ours.await(PoolEvent.Joined.class, e -> e.member().name().equals("sf0"));
      assertEquals("web", joined.member().tags().get("kind"));
      serf.awaitCommand("ours.*alive.*colour=blue", "members");

      ours.driver.userEvent("deploy", Bytes.utf8("v1"), false).get(5, TimeUnit.SECONDS);
      serf.awaitLog("deploy");
      serf.run("event", "restart", "v2");
      PoolEvent.User event = ours.await(PoolEvent.User.class, e -> e.name().equals("restart"));
      assertEquals("v2", event.payload().text());

      serf.run("leave");
      ours.await(PoolEvent.Left.class, e -> e.member().name().equals("sf0"));
      assertEquals(MemberStatus.LEFT, ours.status("sf0"));
    }
  }

  @Test
  void serfJoinsUsAndSeesUsLeave() throws Exception {
    try (SerfAgent serf = new SerfAgent("sf0");
        TestPool ours = new TestPool("ours", Security.NONE, null)) {
      serf.run("join", "127.0.0.1:" + ours.port);
      ours.await(PoolEvent.Joined.class, e -> e.member().name().equals("sf0"));
      serf.awaitCommand("ours.*alive", "members");
      ours.driver.leave().get(30, TimeUnit.SECONDS);
      serf.awaitCommand("ours.*left", "members");
    }
  }

  @Test
  void ipv6() throws Exception {
    assumeTrue(hasIpv6(), "SKIPPED: needs ::1");
    try (SerfAgent serf = new SerfAgent("[::1]", "sf0", new String[0]);
        TestPool ours = new TestPool("::1", "ours", Security.NONE, null)) {
      assertEquals(Optional.empty(), ours.join(serf.port));
      PoolEvent.Joined joined =
          ours.await(PoolEvent.Joined.class, e -> e.member().name().equals("sf0"));
      assertEquals(16, joined.member().addr().size());
      serf.awaitCommand("ours\\s+\\[::1\\]:" + ours.port + "\\s+alive", "members");
      serf.run("event", "restart", "v2");
      ours.await(PoolEvent.User.class, e -> e.name().equals("restart"));
      ours.driver.leave().get(30, TimeUnit.SECONDS);
      serf.awaitCommand("ours.*left", "members");
    }
  }

  private static boolean hasIpv6() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void queriesGoBothWays() throws Exception {
    try (SerfAgent serf = new SerfAgent("sf0");
        TestPool ours = new TestPool("ours", Security.NONE, null)) {
      assertEquals(Optional.empty(), ours.join(serf.port));
      serf.awaitCommand("ours.*alive", "members");
      CompletableFuture<List<String>> acks = new CompletableFuture<>();
      List<String> from = new ArrayList<>();
      ours.driver
          .query(
              "load",
              Bytes.NIL,
              List.of(),
              true,
              0,
              0,
              new Queries.Answers() {
                @Override
                public void ack(String member) {
                  from.add(member);
                }

                @Override
                public void done() {
                  acks.complete(from);
                }
              })
          .get(5, TimeUnit.SECONDS);
      assertEquals(
          List.of("ours", "sf0"), acks.get(30, TimeUnit.SECONDS).stream().sorted().toList());

      CompletableFuture<String> asked = new CompletableFuture<>();
      Thread answerer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      PoolEvent.Asked question =
                          ours.await(PoolEvent.Asked.class, e -> e.query().name().equals("uptime"));
                      ours.driver.respond(question.query(), Bytes.utf8("a while"));
                      asked.complete(question.query().sourceNode());
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      String output = serf.run("query", "uptime");
      answerer.join();
      assertEquals("sf0", asked.get(5, TimeUnit.SECONDS));
      assertTrue(output.contains("Ack from 'ours'"), output);
      assertTrue(output.contains("a while"), output);
    }
  }

  @Test
  void killedMembersAreDetectedByBoth() throws Exception {
    try (SerfAgent serf = new SerfAgent("sf0");
        SerfAgent victim = new SerfAgent("sf1");
        TestPool ours = new TestPool("ours", Security.NONE, null)) {
      assertEquals(Optional.empty(), ours.join(serf.port));
      victim.run("join", "127.0.0.1:" + ours.port);
      serf.awaitCommand("sf1.*alive", "members");
      victim.process.destroyForcibly();
      long killed = System.nanoTime();
      ours.await(PoolEvent.Failed.class, e -> e.member().name().equals("sf1"));
      System.out.println("kill -9 of serf detected after " + since(killed) + " ms");
      serf.awaitCommand("sf1.*failed", "members");
      ours.driver.forceLeave("sf1", false).get(5, TimeUnit.SECONDS);
      serf.awaitCommand("sf1.*left", "members");
      ours.driver.close();
      long silenced = System.nanoTime();
      serf.awaitCommand("ours.*failed", "members");
      System.out.println("our silence detected by serf after " + since(silenced) + " ms");
    }
  }

  private static long since(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  @Test
  void encryptedPools() throws Exception {
    Security secured = Security.NONE.with(Keyring.ofBase64(List.of(KEY)));
    try (SerfAgent serf = new SerfAgent("sf0", "-encrypt=" + KEY);
        TestPool ours = new TestPool("ours", secured, null);
        TestPool plain = new TestPool("plain", Security.NONE, null)) {
      assertEquals(Optional.empty(), ours.join(serf.port));
      serf.awaitCommand("ours.*alive", "members");
      assertTrue(
          plain
              .join(serf.port)
              .orElse("")
              .contains("Remote state is encrypted and encryption is not configured"),
          "a plain member must stay outside");
      assertTrue(
          plain.join(ours.port).orElse("").contains("encryption is not configured"), "ours too");

      KeyQuery.Result listed =
          ours.driver.keys(KeyQuery.Operation.LIST, Bytes.EMPTY, 0).get(30, TimeUnit.SECONDS);
      assertEquals(2, listed.responses());
      Bytes second = Keyring.ofBase64(List.of(SECOND_KEY)).primary();
      for (KeyQuery.Operation step : List.of(KeyQuery.Operation.INSTALL, KeyQuery.Operation.USE)) {
        KeyQuery.Result done = ours.driver.keys(step, second, 0).get(30, TimeUnit.SECONDS);
        // Serf 0.9 without a keyring file refuses to keep a key, but has it in use.
        assertEquals(2, done.responses(), step + " " + done);
      }
      serf.awaitCommand("ours.*alive", "members");
    }
  }

  @Test
  void aRestartRejoinsFromItsSnapshot() throws Exception {
    Path snapshot = folder.resolve("local.snapshot");
    try (SerfAgent serf = new SerfAgent("sf0")) {
      try (TestPool ours = new TestPool("ours", Security.NONE, snapshot)) {
        assertEquals(Optional.empty(), ours.join(serf.port));
        ours.await(PoolEvent.Joined.class, e -> e.member().name().equals("sf0"));
      }
      String kept = Files.readString(snapshot);
      assertTrue(kept.contains("alive: sf0 127.0.0.1:" + serf.port), kept);
      try (TestPool again = new TestPool("ours2", Security.NONE, snapshot)) {
        again.await(PoolEvent.Joined.class, e -> e.member().name().equals("sf0"));
        again.driver.leave().get(30, TimeUnit.SECONDS);
      }
      kept = Files.readString(snapshot);
      assertTrue(kept.endsWith("leave\n"), kept);
    }
  }
}
