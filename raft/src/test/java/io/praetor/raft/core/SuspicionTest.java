// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.Configuration;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A follower of three whose leader's process seems to be gone.
class SuspicionTest {
  private static final Server SELF = Server.voter("self", "127.0.0.1:1");
  private static final Server LEADER = Server.voter("leader", "127.0.0.1:2");
  private static final Server OTHER = Server.voter("other", "127.0.0.1:3");
  private static final CoreOptions OPTIONS = CoreOptions.consul(1);

  private final RaftCore core =
      new RaftCore(
          SELF.id(),
          OPTIONS,
          Recovered.nothing(),
          (from, to, maxEntries, maxBytes) -> List.of(),
          now -> Entry.NO_BYTES,
          new Random(1),
          0);
  private final List<Effect> effects = new ArrayList<>();
  private long now;

  SuspicionTest() {
    Configuration servers = new Configuration(List.of(SELF, LEADER, OTHER));
    byte[] data = ConfigurationCodec.encode(servers);
    step(
        new Input.Bootstrap(
            new Entry(1, 1, EntryType.CONFIGURATION, data, Entry.NO_BYTES, Entry.NO_BYTES)));
    step(new Input.Persisted(1));
    hearLeader();
  }

  @Test
  void aBrokenConnectionOfTheLeaderIsLookedIntoOnce() {
    step(new Input.ConnectionLost(OTHER.id()));
    assertEquals(List.of(), probes());
    step(new Input.ConnectionLost(LEADER.id()));
    step(new Input.ConnectionLost(LEADER.id()));
    assertEquals(List.of(new Effect.Probe(LEADER.id())), probes());
    hearLeader();
    step(new Input.ConnectionLost(LEADER.id()));
    assertEquals(2, probes().size(), "and again once the leader was heard");
  }

  @Test
  void aBrokenConnectionAloneIsNoReasonToStand() {
    step(new Input.ConnectionLost(LEADER.id()));
    pass(OPTIONS.electionTimeoutNanos() - 1);
    assertFalse(stands());
  }

  @Test
  void aRefusalMakesItStandLongBeforeAnElectionTimeout() {
    step(new Input.Refused(LEADER.id()));
    pass(OPTIONS.suspectedNanos() + OPTIONS.electionTimeoutNanos() / 5);
    assertTrue(stands());
  }

  @Test
  void butNotBeforeTheLeaseOfALivingLeaderIsSurelyOver() {
    pass(MILLISECONDS.toNanos(90));
    step(new Input.Refused(LEADER.id()));
    pass(OPTIONS.suspectedNanos() - MILLISECONDS.toNanos(90) - 1);
    assertFalse(stands());
    assertFalse(grants(), "nor is another one elected with its vote");
    assertTrue(OPTIONS.suspectedNanos() > OPTIONS.readLeaseNanos() * 3 / 2);
    pass(1);
    assertTrue(grants());
  }

  @Test
  void aWordOfTheLeaderEndsTheSuspicion() {
    step(new Input.Refused(LEADER.id()));
    pass(OPTIONS.readLeaseNanos());
    hearLeader();
    pass(OPTIONS.electionTimeoutNanos() - 1);
    assertFalse(stands());
    assertFalse(grants());
  }

  @Test
  void aRefusalByAnyoneElseMeansNothing() {
    step(new Input.Refused(OTHER.id()));
    pass(OPTIONS.electionTimeoutNanos() - 1);
    assertFalse(stands());
    assertFalse(grants());
  }

  @Test
  void whoFailsStandsAgainSoonAndThenLessAndLessOften() {
    step(new Input.Refused(LEADER.id()));
    List<Long> campaigns = new ArrayList<>();
    for (int millis = 0; millis < 12_000; millis++) {
      effects.clear();
      pass(MILLISECONDS.toNanos(1));
      if (stands()) {
        campaigns.add(now);
      }
    }
    long timeout = OPTIONS.electionTimeoutNanos();
    long first = campaigns.get(1) - campaigns.get(0);
    long last = campaigns.getLast() - campaigns.get(campaigns.size() - 2);
    assertTrue(first <= timeout / 4 + MILLISECONDS.toNanos(1), "the first pause is short");
    assertTrue(last >= timeout, "the last one is a whole timeout");
  }

  private void hearLeader() {
    receive(LEADER.id(), new Message.Heartbeat(2, 1));
    step(new Input.Persisted(Long.MAX_VALUE));
  }

  private boolean grants() {
    List<Effect> before = List.copyOf(effects);
    effects.clear();
    receive(OTHER.id(), new Message.PreVoteRequest(3, 100, 2));
    boolean granted =
        effects.stream()
            .anyMatch(
                effect ->
                    effect instanceof Effect.Send(ServerId to, Message.PreVoteResponse answer)
                        && answer.granted());
    effects.addAll(0, before);
    return granted;
  }

  private boolean stands() {
    return effects.stream()
        .anyMatch(
            effect -> effect instanceof Effect.Send(ServerId to, Message.PreVoteRequest request));
  }

  private List<Effect> probes() {
    return effects.stream().filter(Effect.Probe.class::isInstance).toList();
  }

  private void pass(long nanos) {
    now += nanos;
    step(new Input.Tick());
  }

  private void receive(ServerId from, Message message) {
    step(new Input.Receive(from, message));
  }

  private void step(Input input) {
    effects.addAll(core.step(input, now));
  }
}
