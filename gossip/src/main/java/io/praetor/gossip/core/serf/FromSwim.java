// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.gossip.core.swim.BroadcastQueue;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.Formulas;
import io.praetor.gossip.core.swim.NodeState;
import io.praetor.gossip.core.swim.Peer;
import io.praetor.gossip.core.swim.SwimListener;
import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What memberlist below tells and asks, handed to the parts that know.
final class FromSwim implements SwimListener {
  private static final int COORDINATE_VERSION = 1;

  private final SerfEnv env;
  private final Intents intents;
  private final UserEvents events;
  private final QueryDesk desk;
  private final StateExchange exchange;
  private final NameConflict conflict;

  FromSwim(
      SerfEnv env,
      Intents intents,
      UserEvents events,
      QueryDesk desk,
      StateExchange exchange,
      NameConflict conflict) {
    this.env = env;
    this.intents = intents;
    this.events = events;
    this.desk = desk;
    this.exchange = exchange;
    this.conflict = conflict;
  }

  @Override
  public void joined(Peer peer) {
    env.members.joined(peer);
  }

  @Override
  public void left(Peer peer) {
    env.members.left(peer, env.now);
  }

  @Override
  public void updated(Peer peer) {
    env.members.updated(peer);
  }

  @Override
  public void conflict(Peer existing, Peer other) {
    conflict.noticed(existing);
  }

  @Override
  public @Nullable String refuseAlive(Peer peer) {
    return env.setup.rules().refuse(MemberTable.member(peer, MemberStatus.ALIVE));
  }

  @Override
  public @Nullable String refuseMerge(List<Peer> peers) {
    return env.setup.rules().refuseMerge(peers.stream().map(FromSwim::merging).toList());
  }

  /// Before a merge nothing is known of its members but who has left.
  private static Member merging(Peer peer) {
    return MemberTable.member(
        peer, peer.state() == NodeState.LEFT ? MemberStatus.LEFT : MemberStatus.NONE);
  }

  @Override
  public void userMessage(Bytes message) {
    try {
      take(SerfMessage.decode(message));
    } catch (PacketException | IllegalArgumentException e) {
      env.log(Effect.Level.WARN, "serf message refused: " + e.getMessage());
    }
  }

  private void take(SerfMessage message) {
    switch (message) {
      case SerfMessage.Leave leave -> passOn(intents.leave(leave), env.intents, leave);
      case SerfMessage.Join join -> passOn(intents.join(join), env.intents, join);
      case SerfMessage.UserEvent event -> passOn(events.accept(event), env.userEvents, event);
      case SerfMessage.Query query -> passOn(desk.accept(query), env.questions, query);
      case SerfMessage.QueryResponse response -> desk.answered(response);
      case SerfMessage.Relay relay -> desk.relay(relay);
      case SerfMessage.PushPull _ -> env.log(Effect.Level.WARN, "push/pull outside of a stream");
    }
  }

  private static void passOn(boolean news, BroadcastQueue queue, SerfMessage message) {
    if (news) {
      queue.add(null, SerfMessage.encode(message), null);
    }
  }

  @Override
  public List<byte[]> broadcasts(int overhead, int room) {
    if (!hasBroadcasts()) {
      return List.of();
    }
    int limit = Formulas.retransmitLimit(env.setup.swim().retransmitMult(), env.swim().size());
    List<byte[]> taken = new ArrayList<>();
    int left = room;
    for (BroadcastQueue queue : List.of(env.intents, env.questions, env.userEvents)) {
      for (byte[] message : queue.take(overhead, left, limit)) {
        taken.add(message);
        left -= message.length + overhead;
      }
    }
    return taken;
  }

  @Override
  public boolean hasBroadcasts() {
    return env.intents.size() + env.questions.size() + env.userEvents.size() > 0;
  }

  @Override
  public Bytes localState(boolean join) {
    return Bytes.wrap(SerfMessage.encode(exchange.state()));
  }

  @Override
  public void mergeRemoteState(Bytes state, boolean join) {
    try {
      if (SerfMessage.decode(state) instanceof SerfMessage.PushPull remote) {
        exchange.merge(remote, join);
      }
    } catch (PacketException e) {
      env.log(Effect.Level.ERROR, "Failed to decode remote state: " + e.getMessage());
    }
  }

  @Override
  public Bytes ackPayload() {
    return env.options.coordinates()
        ? Bytes.wrap(Messages.typed(COORDINATE_VERSION, Coordinate.CODEC, env.vivaldi.own()))
        : Bytes.NIL;
  }

  @Override
  public void pinged(Peer peer, long rtt, Bytes payload) {
    if (!env.options.coordinates() || payload.isEmpty() || payload.at(0) != COORDINATE_VERSION) {
      return;
    }
    try {
      Coordinate other = Messages.body(Coordinate.CODEC, payload.shared(), 0, payload.size());
      env.vivaldi.update(peer.name(), other, rtt / 1e9);
    } catch (PacketException e) {
      env.log(Effect.Level.ERROR, "Failed to decode coordinate from ping: " + e.getMessage());
    }
  }
}
