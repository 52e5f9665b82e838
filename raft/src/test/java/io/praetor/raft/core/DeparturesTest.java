// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A leader of three that takes one of them out.
class DeparturesTest {
  private static final Server SELF = Server.voter("self", "127.0.0.1:1");
  private static final Server STAYS = Server.voter("stays", "127.0.0.1:2");
  private static final Server GOES = Server.voter("goes", "127.0.0.1:3");
  private static final CoreOptions OPTIONS = CoreOptions.consul(1).withPreVote(false);

  private final RaftCore core = core(SELF);
  private final List<Effect> effects = new ArrayList<>();
  private long now;

  private static RaftCore core(Server self) {
    return new RaftCore(
        self.id(),
        OPTIONS,
        Recovered.nothing(),
        (from, to, maxEntries, maxBytes) -> List.of(),
        at -> Entry.NO_BYTES,
        new Random(1),
        0);
  }

  private static Input.Bootstrap bootstrap() {
    byte[] data = ConfigurationCodec.encode(new Configuration(List.of(SELF, STAYS, GOES)));
    return new Input.Bootstrap(
        new Entry(1, 1, EntryType.CONFIGURATION, data, Entry.NO_BYTES, Entry.NO_BYTES));
  }

  @Test
  void itIsSentItsOwnRemovalAndNothingAfterThat() {
    lead();
    remove();
    Message.AppendRequest told = sentTo(GOES, Message.AppendRequest.class).getLast();
    assertEquals(EntryType.CONFIGURATION, told.entries().getLast().type());
    answer(GOES);
    effects.clear();
    pass(OPTIONS.electionTimeoutNanos());
    assertEquals(List.of(), sentTo(GOES, Message.class));
    assertFalse(sentTo(STAYS, Message.class).isEmpty());
  }

  @Test
  void oneThatDoesNotAnswerIsGivenUp() {
    lead();
    remove();
    assertTrue(core.status().leads());
    for (int i = 0; i < 8; i++) {
      pass(OPTIONS.electionTimeoutNanos() / 2);
      heartbeat(STAYS);
    }
    effects.clear();
    pass(OPTIONS.electionTimeoutNanos());
    assertEquals(List.of(), sentTo(GOES, Message.class));
    assertFalse(sentTo(STAYS, Message.class).isEmpty());
  }

  @Test
  void whoHoldsItsRemovalDoesNotStand() {
    lead();
    remove();
    RaftCore gone = core(GOES);
    gone.step(bootstrap(), now);
    gone.step(new Input.Persisted(1), now);
    Message.AppendRequest told = sentTo(GOES, Message.AppendRequest.class).getLast();
    gone.step(new Input.Receive(SELF.id(), whole(told)), now);
    for (int i = 0; i < 20; i++) {
      now += OPTIONS.electionTimeoutNanos();
      assertFalse(
          gone.step(new Input.Tick(), now).stream()
              .anyMatch(effect -> effect instanceof Effect.Send));
    }
    assertEquals(core.status().term(), gone.status().term());
  }

  /// The request with all that comes before it.
  private Message.AppendRequest whole(Message.AppendRequest last) {
    List<Entry> entries = new ArrayList<>();
    for (Message.AppendRequest one : sentTo(GOES, Message.AppendRequest.class)) {
      entries.removeIf(entry -> entry.index() > one.prevIndex());
      entries.addAll(one.entries());
    }
    return new Message.AppendRequest(last.term(), 1, 1, entries, last.commitIndex(), last.round());
  }

  private void lead() {
    step(bootstrap());
    now += OPTIONS.electionTimeoutNanos() * 2;
    step(new Input.Tick());
    receive(STAYS, new Message.VoteResponse(core.status().term(), true));
    assertTrue(core.status().leads());
    answer(STAYS);
    answer(GOES);
  }

  private void remove() {
    step(
        new Input.ChangeConfiguration(
            new ProposalId(1), new ConfigurationChange.Remove(GOES.id()), 0));
    assertFalse(core.configuration().contains(GOES.id()));
  }

  private void answer(Server peer) {
    long last = core.status().lastIndex();
    receive(peer, new Message.AppendResponse(core.status().term(), true, last, last, last, 1));
  }

  private void heartbeat(Server peer) {
    receive(peer, new Message.HeartbeatResponse(core.status().term(), 1));
  }

  private void receive(Server from, Message message) {
    step(new Input.Receive(from.id(), message));
  }

  private void pass(long nanos) {
    now += nanos;
    step(new Input.Tick());
  }

  private void step(Input input) {
    List<Effect> next = core.step(input, now);
    effects.addAll(next);
    for (Effect effect : next) {
      if (effect instanceof Effect.Persist persist) {
        step(new Input.Persisted(persist.sequence()));
      }
    }
  }

  private <M extends Message> List<M> sentTo(Server peer, Class<M> kind) {
    return effects.stream()
        .filter(Effect.Send.class::isInstance)
        .map(Effect.Send.class::cast)
        .filter(send -> send.to().equals(peer.id()))
        .map(Effect.Send::message)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
