// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.MessageType;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.gossip.core.packet.PushPull;
import io.praetor.gossip.core.packet.StreamCodec;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One node of a memberlist pool. Inputs carry the time, in nanoseconds from any origin, which never
/// goes back; after each of them the caller executes [#effects]. One thread.
public final class Swim {
  private final Env env;
  private final Claims claims;
  private final Rules rules;
  private final Prober prober;
  private final Map<Long, Exchange> exchanges = new HashMap<>();
  private long nextGossip;
  private boolean telling;
  private long nextPushPull;

  /// A push/pull that we began.
  private record Exchange(boolean join, Consumer<@Nullable String> done) {}

  /// @param self our alive message, whose incarnation is replaced
  public Swim(
      Message.Alive self,
      SwimOptions options,
      SwimListener listener,
      RandomGenerator random,
      long now) {
    env = new Env(self.node(), options, listener, random, now);
    claims = new Claims(env);
    rules = new Rules(env, claims);
    prober = new Prober(env, rules, now + stagger(options.probeInterval()));
    nextGossip = now + stagger(options.gossipInterval());
    nextPushPull = now + stagger(options.pushPullInterval());
    announce(self);
  }

  private long stagger(long interval) {
    return env.random.nextLong(interval) + 1;
  }

  private void announce(Message.Alive self) {
    rules.alive(
        new Message.Alive(
            rules.nextIncarnation(),
            self.node(),
            self.addr(),
            self.port(),
            self.meta(),
            self.vsn()),
        true);
  }

  /// Knows from now on what another member knows, as if it had heard all of it long ago; what was
  /// waiting to be told is dropped. For pools that are to begin converged: both must know of both.
  public void adopt(Swim other, long now) {
    env.now = now;
    long mine = env.me().incarnation();
    env.nodes.adopt(other.env.nodes);
    if (env.me().incarnation() != mine) {
      throw new IllegalArgumentException("the other knows another " + env.self);
    }
    env.queue.clear();
    nextPushPull =
        now + stagger(Formulas.pushPullInterval(env.options.pushPullInterval(), env.nodes.size()));
  }

  /// What is to be done since the last call, in order.
  public List<Effect> effects() {
    return env.drain();
  }

  public void log(Effect.Level level, String text) {
    env.log(level, text);
  }

  /// When [#tick] has something to do next.
  public long deadline() {
    long own = Math.min(gossipDue(), nextPushPull);
    long below = Math.min(prober.deadline(), rules.deadline());
    return Math.min(own, Math.min(below, claims.deadline()));
  }

  public void tick(long now) {
    env.now = now;
    rules.tick();
    settleClaims();
    prober.tick();
    if (now >= gossipDue()) {
      nextGossip = later(nextGossip, env.options.gossipInterval());
      gossip();
    }
    if (now >= nextPushPull) {
      long interval = Formulas.pushPullInterval(env.options.pushPullInterval(), env.nodes.size());
      nextPushPull = later(nextPushPull, interval);
      pushPull();
    }
  }

  /// Rounds in which there is nothing to tell pass without a tick, and without a change of rhythm.
  private long gossipDue() {
    boolean before = telling;
    telling = env.queue.size() > 0 || env.listener.hasBroadcasts();
    if (!telling) {
      return Long.MAX_VALUE;
    }
    long behind = env.now - nextGossip;
    if (!before && behind > 0) {
      long interval = env.options.gossipInterval();
      nextGossip += (behind + interval - 1) / interval * interval;
    }
    return nextGossip;
  }

  private void settleClaims() {
    for (Message.Alive alive : claims.granted()) {
      prober.forget(alive.node());
      rules.moved(alive);
    }
  }

  private long later(long last, long interval) {
    return last + interval > env.now ? last + interval : env.now + interval;
  }

  private void gossip() {
    List<Node> chosen =
        env.nodes.random(
            env.options.gossipNodes(),
            node ->
                !node.name().equals(env.self)
                    && switch (node.state()) {
                      case ALIVE, SUSPECT -> true;
                      case DEAD -> env.now - node.changed() <= env.options.gossipToTheDead();
                      case LEFT -> false;
                    });
    for (Node node : chosen) {
      List<byte[]> messages = env.broadcasts(env.room());
      if (messages.isEmpty()) {
        return;
      }
      for (byte[] packet : Messages.compounds(messages)) {
        env.sendAlone(node, packet);
      }
    }
  }

  private void pushPull() {
    List<Node> chosen =
        env.nodes.random(
            1, node -> node.state() == NodeState.ALIVE && !node.name().equals(env.self));
    if (!chosen.isEmpty()) {
      Node node = chosen.getFirst();
      exchange(
          node.address(),
          false,
          error -> {
            if (error != null) {
              env.log(Effect.Level.ERROR, "Push/Pull with " + node.name() + " failed: " + error);
            }
          });
    }
  }

  /// Exchanges states with whoever is at the address. `done` is told null, or why it failed.
  public void join(InetSocketAddress to, Consumer<@Nullable String> done, long now) {
    env.now = now;
    exchange(to, true, done);
  }

  private void exchange(InetSocketAddress to, boolean join, Consumer<@Nullable String> done) {
    long id = env.nextStream();
    exchanges.put(id, new Exchange(join, done));
    env.emit(new Effect.Exchange(id, to, localState(join).encode(), env.options.tcpTimeout()));
  }

  private PushPull localState(boolean join) {
    List<PushPull.Node> all = new ArrayList<>(env.nodes.size());
    env.nodes.forEach(node -> all.add(node.pushed()));
    return new PushPull(join, all, env.listener.localState(join));
  }

  /// One message of a packet, unwrapped.
  public void message(Message message, InetSocketAddress from, long now) {
    env.now = now;
    switch (message) {
      case Message.Ping ping -> prober.ping(ping, from);
      case Message.IndirectPing ping -> prober.indirectPing(ping, from);
      case Message.Ack ack -> {
        if (claims.ack(ack.seqNo())) {
          settleClaims();
        } else {
          prober.ack(ack);
        }
      }
      case Message.Nack nack -> prober.nack(nack);
      case Message.Suspect suspect -> rules.suspect(suspect);
      case Message.Alive alive -> rules.alive(alive, false);
      case Message.Dead dead -> rules.dead(dead);
      case Message.User(Bytes data) -> env.listener.userMessage(data);
      case Message.Err(String error) ->
          env.log(Effect.Level.DEBUG, "error message in a packet: " + error);
    }
  }

  /// The message of a stream that a peer opened, unwrapped. Answered by a `Reply` or a `Close`.
  public void stream(long stream, byte[] message, long now) {
    env.now = now;
    try {
      switch (message[0]) {
        case MessageType.PUSH_PULL -> {
          PushPull remote = PushPull.decode(message);
          env.emit(new Effect.Reply(stream, localState(remote.join()).encode()));
          String error = merge(remote);
          if (error != null) {
            env.log(Effect.Level.ERROR, "Failed push/pull merge: " + error);
          }
        }
        case MessageType.PING -> {
          Message.Ping ping = (Message.Ping) Messages.decode(message);
          if (ping.node().isEmpty() || ping.node().equals(env.self)) {
            byte[] ack = Messages.encode(new Message.Ack(ping.seqNo(), Bytes.NIL));
            env.emit(new Effect.Reply(stream, ack));
          } else {
            env.emit(new Effect.Close(stream));
          }
        }
        case MessageType.USER -> {
          env.emit(new Effect.Close(stream));
          env.listener.userMessage(StreamCodec.openUser(message));
        }
        default ->
            throw new PacketException("message type " + message[0] + " cannot begin a stream");
      }
    } catch (PacketException e) {
      env.emit(new Effect.Close(stream));
      env.log(Effect.Level.ERROR, "stream refused: " + e.getMessage());
    }
  }

  /// The answer to an `Exchange`, unwrapped.
  public void answered(long id, byte[] message, long now) {
    env.now = now;
    Exchange exchange = exchanges.remove(id);
    try {
      if (exchange == null) {
        prober.streamDone(id, Messages.decode(message));
      } else if (message[0] == MessageType.PUSH_PULL) {
        exchange.done().accept(merge(PushPull.decode(message)));
      } else if (message[0] == MessageType.ERR) {
        Message.Err refusal = (Message.Err) Messages.decode(message);
        exchange.done().accept("remote error: " + refusal.error());
      } else {
        exchange
            .done()
            .accept("received invalid msgType (" + message[0] + "), expected pushPullMsg (6)");
      }
    } catch (PacketException e) {
      if (exchange != null) {
        exchange.done().accept(e.getMessage());
      }
    }
  }

  /// An `Exchange` that got no answer.
  public void failed(long id, String why, long now) {
    env.now = now;
    Exchange exchange = exchanges.remove(id);
    if (exchange == null) {
      prober.streamDone(id, null);
    } else {
      exchange.done().accept(why);
    }
  }

  private @Nullable String merge(PushPull remote) {
    String error = ProtocolCheck.check(env.nodes, remote.nodes());
    if (error == null && remote.join()) {
      error = env.listener.refuseMerge(peers(remote.nodes()));
    }
    if (error != null) {
      return error;
    }
    rules.merge(remote.nodes());
    if (!remote.userState().isEmpty()) {
      env.listener.mergeRemoteState(remote.userState(), remote.join());
    }
    return null;
  }

  private static List<Peer> peers(List<PushPull.Node> nodes) {
    List<Peer> peers = new ArrayList<>();
    for (PushPull.Node node : nodes) {
      NodeState state = NodeState.of(node.state());
      if (state != null && Peer.possible(node.addr(), node.port())) {
        peers.add(new Peer(node.name(), node.addr(), node.port(), node.meta(), node.vsn(), state));
      }
    }
    return peers;
  }

  /// Sends a message of the layer above to one address, at once and alone.
  public void sendUser(InetSocketAddress to, byte[] message) {
    env.emit(new Effect.Packet(to, Messages.encode(new Message.User(Bytes.wrap(message))), false));
  }

  /// Tells the others of our new meta data.
  public void updateMeta(Bytes meta, long now) {
    env.now = now;
    Node me = env.me();
    announce(new Message.Alive(0, me.name(), me.addr(), me.port(), meta, me.vsn()));
  }

  /// Declares ourselves to have left. `sent` runs when that has been told often enough, which it
  /// never is when nobody is there: ask [#anyAlive].
  public void leave(Runnable sent, long now) {
    env.now = now;
    rules.leave(sent);
  }

  /// Whether anybody else is alive, as far as we know.
  public boolean anyAlive() {
    return env.nodes.anyAlive(env.self);
  }

  /// How many nodes are kept, those that are gone included.
  public int size() {
    return env.nodes.size();
  }

  /// What we are told to think of a node, or null.
  public @Nullable NodeState stateOf(String name) {
    Node node = env.nodes.get(name);
    return node == null ? null : node.state();
  }

  public int healthScore() {
    return env.awareness.score();
  }

  public int queued() {
    return env.queue.size();
  }
}
