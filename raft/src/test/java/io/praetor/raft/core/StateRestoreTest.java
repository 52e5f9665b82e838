// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.Configuration;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A leader of two that is given a saved state, step by step.
class StateRestoreTest {
  private static final Server SELF = Server.voter("self", "127.0.0.1:1");
  private static final Server PEER = Server.voter("peer", "127.0.0.1:2");
  private static final long HANDLE = 7;

  private final TreeMap<Long, Entry> stored = new TreeMap<>();
  private final RaftCore core =
      new RaftCore(
          SELF.id(),
          CoreOptions.consul(1).withPreVote(false),
          Recovered.nothing(),
          (from, to, maxEntries, maxBytes) ->
              List.copyOf(stored.subMap(from, true, to, true).values()),
          now -> Entry.NO_BYTES,
          new Random(1),
          0);
  private final List<Effect> effects = new ArrayList<>();
  private long now;
  private boolean applying = true;

  @Test
  void itBeginsWhenNothingIsInFlightAndThenEveryoneIsSentTheState() {
    lead();
    applying = false;
    step(new Input.Propose(List.of(proposal(1))));
    step(new Input.RestoreState(new ProposalId(2), 100, HANDLE));
    assertTrue(of(Effect.RestoreSnapshot.class).isEmpty(), "a proposal is in flight");
    step(new Input.Propose(List.of(proposal(3))));
    assertInstanceOf(Outcome.Rejected.class, outcome(3));
    acknowledge();
    step(new Input.Applied(core.status().commitIndex()));

    Effect.RestoreSnapshot begun = of(Effect.RestoreSnapshot.class).getFirst();
    assertEquals(HANDLE, begun.handle());
    assertEquals(101, begun.meta().index(), "above the index of the saved state");
    assertEquals(core.status().term(), begun.meta().term());
    applying = true;
    step(new Input.SnapshotRestored(begun.meta()));
    assertEquals(102, core.status().lastIndex());
    assertEquals(PEER.id(), of(Effect.SendSnapshot.class).getFirst().to());
    receive(new Message.InstallSnapshotResponse(core.status().term(), true, 101));
    acknowledge();
    assertEquals(new Outcome.Committed(102), outcome(2));
  }

  @Test
  void oneAtATime() {
    lead();
    step(new Input.RestoreState(new ProposalId(1), 0, HANDLE));
    step(new Input.RestoreState(new ProposalId(2), 0, HANDLE + 1));
    assertInstanceOf(Outcome.Rejected.class, outcome(2));
    assertEquals(HANDLE + 1, of(Effect.DiscardSnapshot.class).getFirst().handle());
  }

  @Test
  void aFollowerRefusesIt() {
    step(new Input.RestoreState(new ProposalId(1), 0, HANDLE));
    assertInstanceOf(Outcome.NotLeader.class, outcome(1));
    assertEquals(HANDLE, of(Effect.DiscardSnapshot.class).getFirst().handle());
  }

  @Test
  void aServerThatLosesLeadershipInBetweenGivesTheStateUp() {
    lead();
    step(new Input.RestoreState(new ProposalId(1), 0, HANDLE));
    SnapshotMeta meta = of(Effect.RestoreSnapshot.class).getFirst().meta();
    receive(new Message.Heartbeat(core.status().term() + 1, 1));
    assertInstanceOf(Outcome.LeadershipLost.class, outcome(1));
    step(new Input.SnapshotRestored(meta));
    assertEquals(List.of(new Effect.WithdrawSnapshot(meta, 0)), of(Effect.WithdrawSnapshot.class));
    effects.clear();
    now += CoreOptions.consul(1).electionTimeoutNanos() * 3;
    step(new Input.Tick());
    assertEquals(List.of(), effects, "it waits to be started anew");
  }

  @Test
  void theStateIsProvisionalUntilTheFirstEntryAfterItIsCommitted() {
    SnapshotMeta meta = restored();
    assertTrue(of(Effect.ConfirmSnapshot.class).isEmpty());
    assertTrue(core.status().leaseUntilNanos() <= now, "nobody may read it yet");
    receive(new Message.InstallSnapshotResponse(core.status().term(), true, meta.index()));
    assertEquals(
        0,
        of(Effect.Send.class).stream()
            .map(Effect.Send::message)
            .filter(Message.AppendRequest.class::isInstance)
            .map(Message.AppendRequest.class::cast)
            .filter(append -> append.prevIndex() >= meta.index())
            .mapToLong(Message.AppendRequest::commitIndex)
            .max()
            .orElseThrow(),
        "nor is anybody told that it is committed");
    acknowledge();
    assertEquals(List.of(new Effect.ConfirmSnapshot(meta)), of(Effect.ConfirmSnapshot.class));
  }

  @Test
  void aLaterLeaderWithAnotherLogEndsIt() {
    SnapshotMeta meta = restored();
    long term = core.status().term() + 1;
    receive(new Message.AppendRequest(term, 2, 2, List.of(), 0, 1));
    assertEquals(
        List.of(new Effect.WithdrawSnapshot(meta, meta.index())),
        of(Effect.WithdrawSnapshot.class));
  }

  @Test
  void aLaterLeaderThatHasItTooConfirmsIt() {
    SnapshotMeta meta = restored();
    long term = core.status().term() + 1;
    receive(new Message.AppendRequest(term, meta.index(), meta.term(), List.of(), meta.index(), 1));
    assertEquals(List.of(new Effect.ConfirmSnapshot(meta)), of(Effect.ConfirmSnapshot.class));
    receive(new Message.AppendRequest(term, 2, 2, List.of(), 0, 1));
    assertTrue(of(Effect.WithdrawSnapshot.class).isEmpty(), "an old request changes nothing");
  }

  private SnapshotMeta restored() {
    lead();
    step(new Input.RestoreState(new ProposalId(1), 100, HANDLE));
    SnapshotMeta meta = of(Effect.RestoreSnapshot.class).getFirst().meta();
    step(new Input.SnapshotRestored(meta));
    return meta;
  }

  @Test
  void oneThatHasNotBegunIsForgottenWithTheLeadership() {
    lead();
    applying = false;
    step(new Input.Propose(List.of(proposal(1))));
    step(new Input.RestoreState(new ProposalId(2), 0, HANDLE));
    receive(new Message.Heartbeat(core.status().term() + 1, 1));
    assertInstanceOf(Outcome.LeadershipLost.class, outcome(2));
    assertEquals(HANDLE, of(Effect.DiscardSnapshot.class).getFirst().handle());
    assertTrue(of(Effect.RestoreSnapshot.class).isEmpty());
  }

  private void lead() {
    Configuration both = new Configuration(List.of(SELF, PEER));
    step(
        new Input.Bootstrap(
            new Entry(
                1,
                1,
                EntryType.CONFIGURATION,
                ConfigurationCodec.encode(both),
                Entry.NO_BYTES,
                Entry.NO_BYTES)));
    now += CoreOptions.consul(1).electionTimeoutNanos() * 2;
    step(new Input.Tick());
    receive(new Message.VoteResponse(core.status().term(), true));
    assertTrue(core.status().leads());
    acknowledge();
    effects.clear();
  }

  private static Proposal proposal(long id) {
    return new Proposal(new ProposalId(id), EntryType.COMMAND, new byte[] {1}, Entry.NO_BYTES);
  }

  /// The peer takes everything.
  private void acknowledge() {
    long last = core.status().lastIndex();
    receive(new Message.AppendResponse(core.status().term(), true, last, last, last, 1));
  }

  private void receive(Message message) {
    step(new Input.Receive(new ServerId("peer"), message));
  }

  private void step(Input input) {
    now++;
    List<Effect> next = core.step(input, now);
    effects.addAll(next);
    for (Effect effect : next) {
      if (effect instanceof Effect.Persist persist) {
        if (persist.truncateFrom() > 0) {
          stored.tailMap(persist.truncateFrom(), true).clear();
        }
        persist.entries().forEach(entry -> stored.put(entry.index(), entry));
        step(new Input.Persisted(persist.sequence()));
      } else if (effect instanceof Effect.Apply apply && applying) {
        step(new Input.Applied(apply.entries().getLast().index()));
      }
    }
  }

  private <E extends Effect> List<E> of(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private Outcome outcome(long id) {
    return of(Effect.Complete.class).stream()
        .filter(done -> done.id().equals(new ProposalId(id)))
        .findFirst()
        .orElseThrow()
        .outcome();
  }
}
