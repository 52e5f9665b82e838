// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.Configuration;
import io.praetor.raft.Server;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A leader of two that hears nothing of the other one.
class CheckQuorumTest {
  private static final Server SELF = Server.voter("self", "127.0.0.1:1");
  private static final Server PEER = Server.voter("peer", "127.0.0.1:2");
  private static final CoreOptions OPTIONS = CoreOptions.consul(1).withPreVote(false);

  private final RaftCore core =
      new RaftCore(
          SELF.id(),
          OPTIONS,
          Recovered.nothing(),
          (from, to, maxEntries, maxBytes) -> List.of(),
          now -> Entry.NO_BYTES,
          new Random(1),
          0);
  private long now;

  CheckQuorumTest() {
    byte[] servers = ConfigurationCodec.encode(new Configuration(List.of(SELF, PEER)));
    Entry first = new Entry(1, 1, EntryType.CONFIGURATION, servers, Entry.NO_BYTES, Entry.NO_BYTES);
    step(new Input.Bootstrap(first));
    now = 2 * OPTIONS.electionTimeoutNanos();
    step(new Input.Tick());
    step(new Input.Persisted(Long.MAX_VALUE));
    step(new Input.Receive(PEER.id(), new Message.VoteResponse(core.status().term(), true)));
    assertTrue(core.status().leads());
  }

  @Test
  void itStepsDownAfterALeaseTimeoutOfSilence() {
    run(OPTIONS.leaseTimeoutNanos() - MILLISECONDS.toNanos(10));
    assertTrue(core.status().leads());
    run(MILLISECONDS.toNanos(20));
    assertFalse(core.status().leads());
  }

  @Test
  void aStopOfItsOwnIsNoSilenceOfTheOthers() {
    now += OPTIONS.leaseTimeoutNanos() * 3 / 2;
    step(new Input.Tick());
    assertTrue(core.status().leads());
    run(OPTIONS.leaseTimeoutNanos() - MILLISECONDS.toNanos(10));
    assertTrue(core.status().leads());
    run(MILLISECONDS.toNanos(20));
    assertFalse(core.status().leads(), "they had their time to answer");
  }

  @Test
  void stopsDoNotKeepItLeadingForever() {
    long end = now + 2 * OPTIONS.electionTimeoutNanos();
    while (now < end) {
      assertTrue(core.status().leads());
      now += OPTIONS.leaseTimeoutNanos() * 4 / 5;
      step(new Input.Tick());
    }
    assertFalse(core.status().leads());
  }

  private void run(long nanos) {
    long end = now + nanos;
    while (now < end) {
      now += MILLISECONDS.toNanos(1);
      step(new Input.Tick());
    }
  }

  private void step(Input input) {
    core.step(input, now);
  }
}
