// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.autopilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.ConfigurationChange.AddNonvoter;
import io.praetor.raft.ConfigurationChange.AddVoter;
import io.praetor.raft.ConfigurationChange.Remove;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.Suffrage;
import io.praetor.rpc.autopilot.PoolServer.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutopilotTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration OLD = Duration.ofMinutes(5);

  private final List<Server> raft = new ArrayList<>();
  private final List<PoolServer> pool = new ArrayList<>();
  private final Map<String, ServerState.Stats> stats = new HashMap<>();
  private AutopilotSettings settings = AutopilotSettings.DEFAULT;
  private AutopilotState before = AutopilotState.NONE;

  @Test
  void aClusterInOrderNeedsNothing() {
    voters("a", "b", "c");
    AutopilotState state = observe(OLD);
    assertTrue(state.healthy());
    assertEquals(1, state.failureTolerance());
    assertEquals("a", state.leader());
    assertEquals(List.of("a", "b", "c"), state.voters());
    assertEquals(Optional.empty(), next(OLD));
  }

  @Test
  void eachFailingOfAThresholdIsUnhealthy() {
    voters("a", "b", "c");
    stats.put("b", new ServerState.Stats(Duration.ofMillis(201), 5, 1000));
    assertFalse(health("b"));
    stats.put("b", new ServerState.Stats(Duration.ofMillis(200), 5, 1000));
    assertTrue(health("b"));
    stats.put("b", new ServerState.Stats(Duration.ZERO, 4, 1000));
    assertFalse(health("b"), "another term");
    stats.put("b", new ServerState.Stats(Duration.ZERO, 5, 749));
    assertFalse(health("b"), "too far behind");
    stats.put("b", new ServerState.Stats(Duration.ZERO, 5, 750));
    assertTrue(health("b"));
    stats.remove("b");
    assertFalse(health("b"), "does not answer");
    assertEquals(0, observe(OLD).failureTolerance());
    assertFalse(observe(OLD).healthy());
  }

  @Test
  void stableSinceIsWhenHealthLastChanged() {
    voters("a", "b");
    before = observe(OLD);
    assertEquals(START.plus(OLD), since("b"));
    before = observe(OLD.plusSeconds(30));
    assertEquals(START.plus(OLD), since("b"));
    stats.remove("b");
    before = observe(OLD.plusSeconds(40));
    assertEquals(START.plus(OLD.plusSeconds(40)), since("b"));
  }

  @Test
  void aNewServerComesWithoutAVoteAndGetsItWhenStable() {
    voters("a");
    alive("b");
    assertEquals(new AddNonvoter(new ServerId("b"), "b:8300"), step(OLD));
    raft.add(new Server(new ServerId("b"), "b:8300", Suffrage.NONVOTER));
    before = observe(OLD);
    assertEquals(Optional.empty(), next(OLD.plusSeconds(9)));
    assertEquals(new AddVoter(new ServerId("b"), "b:8300"), step(OLD.plusSeconds(10)));
  }

  @Test
  void aYoungLeaderPromotesAtOnceAndRemovesNobody() {
    voters("a", "b", "c");
    raft.add(new Server(new ServerId("d"), "d:8300", Suffrage.NONVOTER));
    alive("d");
    fail("c");
    assertEquals(new AddVoter(new ServerId("d"), "d:8300"), step(Duration.ofSeconds(10)));
    raft.removeLast();
    pool.removeIf(server -> server.id().equals("d"));
    assertEquals(Optional.empty(), next(Duration.ofSeconds(10)));
    assertEquals(new Remove(new ServerId("c")), step(Duration.ofSeconds(12)));
  }

  @Test
  void readReplicasNeverVote() {
    voters("a");
    raft.add(new Server(new ServerId("r"), "r:8300", Suffrage.NONVOTER));
    pool.add(new PoolServer("r", "r", "r:8300", Status.ALIVE, "1", 3, true, Map.of()));
    stats.put("r", new ServerState.Stats(Duration.ZERO, 5, 1000));
    before = observe(OLD);
    assertEquals(Optional.empty(), next(OLD.plusSeconds(60)));
  }

  @Test
  void deadServersGoOnlyWhileAQuorumRemains() {
    voters("a", "b", "c", "d", "e");
    fail("d");
    fail("e");
    assertEquals(new Remove(new ServerId("d")), step(OLD));
    fail("c");
    assertEquals(Optional.empty(), next(OLD), "three of five");
  }

  @Test
  void theMinimumAndTheSwitchKeepDeadServers() {
    voters("a", "b", "c");
    fail("c");
    settings = settings(true, 3);
    assertEquals(Optional.empty(), next(OLD));
    settings = settings(true, 2);
    assertEquals(new Remove(new ServerId("c")), step(OLD));
    settings = settings(false, 0);
    assertEquals(Optional.empty(), next(OLD));
  }

  @Test
  void whoLeftGoesWhateverTheSettings() {
    voters("a", "b", "c");
    settings = settings(false, 3);
    pool.removeLast();
    pool.add(server("c", Status.LEFT));
    assertEquals(new Remove(new ServerId("c")), step(Duration.ofSeconds(1)));
  }

  @Test
  void aServerWithANewIdReplacesTheOldOneAtItsAddress() {
    voters("a", "b", "c");
    pool.removeLast();
    pool.add(new PoolServer("c2", "c", "c:8300", Status.ALIVE, "1", 3, false, Map.of()));
    assertEquals(new Remove(new ServerId("c")), step(OLD));
    raft.removeLast();
    assertEquals(new AddNonvoter(new ServerId("c2"), "c:8300"), step(OLD));
  }

  @Test
  void aServerThatMovedGetsItsNewAddress() {
    voters("a", "b");
    pool.removeLast();
    pool.add(new PoolServer("b", "b", "b2:8300", Status.ALIVE, "1", 3, false, Map.of()));
    assertEquals(new AddNonvoter(new ServerId("b"), "b2:8300"), step(OLD));
  }

  private void voters(String... ids) {
    for (String id : ids) {
      raft.add(new Server(new ServerId(id), id + ":8300", Suffrage.VOTER));
      alive(id);
    }
  }

  private void alive(String id) {
    pool.add(server(id, Status.ALIVE));
    stats.put(id, new ServerState.Stats(Duration.ZERO, 5, 1000));
  }

  private void fail(String id) {
    pool.removeIf(server -> server.id().equals(id));
    pool.add(server(id, Status.FAILED));
    stats.remove(id);
  }

  private static PoolServer server(String id, Status status) {
    return new PoolServer(id, id, id + ":8300", status, "1", 3, false, Map.of());
  }

  private static AutopilotSettings settings(boolean cleanup, long minQuorum) {
    return new AutopilotSettings(
        cleanup,
        Duration.ofMillis(200),
        250,
        minQuorum,
        Duration.ofSeconds(10),
        "",
        false,
        "",
        0,
        0);
  }

  private Autopilot.Facts facts(Duration after) {
    return new Autopilot.Facts(
        settings,
        new Configuration(raft),
        new ServerId("a"),
        pool,
        stats,
        5,
        1000,
        START,
        START.plus(after));
  }

  private AutopilotState observe(Duration after) {
    return Autopilot.observe(facts(after), before);
  }

  private boolean health(String id) {
    return observe(OLD).servers().get(id).health().healthy();
  }

  private Instant since(String id) {
    return before.servers().get(id).health().stableSince().instant();
  }

  private Optional<ConfigurationChange> next(Duration after) {
    return Autopilot.next(facts(after), observe(after));
  }

  private ConfigurationChange step(Duration after) {
    return next(after).orElseThrow();
  }
}
