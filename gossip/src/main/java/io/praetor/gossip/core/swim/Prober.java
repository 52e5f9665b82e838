// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pings one node after another, asks others to ping the silent ones, tries a stream beside them,
/// and pings for others. One probe is under way at a time.
final class Prober {
  private static final int NACK_PROTOCOL = 4;
  private static final int STREAM_PING_PROTOCOL = 3;
  private static final int MAX_RELAYS = 4096;

  private final Env env;
  private final Rules rules;

  /// The one that ends first comes first: all last equally long.
  private final Map<Long, Relay> relays = new LinkedHashMap<>();

  private @Nullable Probe probe;
  private long nextProbe;

  private static final class Probe {
    final Node target;
    final long seqNo;
    final long sent;
    final long deadline;
    long timeout;
    int expectedNacks;
    int nacks;
    long stream = -1;
    boolean reachedByStream;

    Probe(Node target, long seqNo, long sent, long timeout, long deadline) {
      this.target = target;
      this.seqNo = seqNo;
      this.sent = sent;
      this.timeout = timeout;
      this.deadline = deadline;
    }
  }

  /// A ping that we sent for somebody else.
  private record Relay(long seqNo, InetSocketAddress requester, boolean nack, long deadline) {}

  Prober(Env env, Rules rules, long firstProbe) {
    this.env = env;
    this.rules = rules;
    this.nextProbe = firstProbe;
  }

  void tick() {
    Probe running = probe;
    if (running != null) {
      if (env.now >= running.deadline) {
        fail(running);
      } else if (env.now >= running.timeout) {
        askOthers(running);
      }
    }
    if (probe == null && env.now >= nextProbe) {
      nextProbe += env.options.probeInterval();
      if (nextProbe <= env.now) {
        nextProbe = env.now + env.options.probeInterval();
      }
      start();
    }
    if (!relays.isEmpty()) {
      expireRelays();
    }
  }

  long deadline() {
    long next = probe == null ? nextProbe : Math.min(probe.timeout, probe.deadline);
    return relays.isEmpty() ? next : Math.min(next, relays.values().iterator().next().deadline());
  }

  private void start() {
    Node target = env.nodes.nextProbe(env.self, env.now - env.options.gossipToTheDead());
    if (target == null) {
      return;
    }
    long interval = env.awareness.scale(env.options.probeInterval());
    long seqNo = env.nextSeqNo();
    probe =
        new Probe(target, seqNo, env.now, env.now + env.options.probeTimeout(), env.now + interval);
    Message.Ping ping = env.ping(seqNo, target.name());
    if (target.state() == NodeState.ALIVE || !env.options.tellsSuspects()) {
      env.send(target.address(), ping);
    } else {
      // With the accusation, so that it can refute at once.
      Message.Suspect suspect = new Message.Suspect(target.incarnation(), target.name(), env.self);
      env.sendAlone(
          target, Messages.compound(List.of(Messages.encode(ping), Messages.encode(suspect))));
    }
  }

  private void askOthers(Probe running) {
    running.timeout = Long.MAX_VALUE;
    Node target = running.target;
    List<Node> helpers =
        env.nodes.random(
            env.options.indirectChecks(),
            node ->
                node.state() == NodeState.ALIVE
                    && !node.name().equals(target.name())
                    && !node.name().equals(env.self));
    Node me = env.me();
    for (Node helper : helpers) {
      boolean nack = helper.protocolMax() >= NACK_PROTOCOL;
      running.expectedNacks += nack ? 1 : 0;
      env.send(
          helper.address(),
          new Message.IndirectPing(
              running.seqNo,
              target.addr(),
              target.port(),
              target.name(),
              nack,
              me.addr(),
              me.port(),
              env.self));
    }
    if (target.protocolMax() >= STREAM_PING_PROTOCOL) {
      running.stream = env.nextStream();
      env.emit(
          new Effect.Exchange(
              running.stream,
              target.address(),
              Messages.encode(env.ping(running.seqNo, target.name())),
              running.deadline - env.now));
    }
  }

  private void fail(Probe running) {
    probe = null;
    if (running.reachedByStream) {
      env.awareness.apply(-1);
      env.log(
          Effect.Level.WARN,
          "Was able to connect to "
              + running.target.name()
              + " over TCP but UDP probes failed, network may be misconfigured");
      return;
    }
    int delta = running.expectedNacks > 0 ? Math.max(0, running.expectedNacks - running.nacks) : 1;
    env.awareness.apply(delta);
    env.log(
        Effect.Level.INFO, "Suspect " + running.target.name() + " has failed, no acks received");
    rules.suspect(
        new Message.Suspect(running.target.incarnation(), running.target.name(), env.self));
  }

  void ack(Message.Ack ack) {
    Relay relay = relays.remove(ack.seqNo());
    if (relay != null) {
      env.send(relay.requester(), new Message.Ack(relay.seqNo(), Bytes.NIL));
      return;
    }
    Probe running = probe;
    if (running == null || running.seqNo != ack.seqNo()) {
      return;
    }
    probe = null;
    env.awareness.apply(-1);
    if (env.now < running.timeout) {
      env.listener.pinged(running.target.peer(), env.now - running.sent, ack.payload());
    }
  }

  /// The node is elsewhere now: silence at its old address accuses nobody.
  void forget(String name) {
    if (probe != null && probe.target.name().equals(name)) {
      probe = null;
    }
  }

  void nack(Message.Nack nack) {
    if (probe != null && probe.seqNo == nack.seqNo()) {
      probe.nacks++;
    }
  }

  /// The end of a stream that carried a ping; whether it was one of ours.
  boolean streamDone(long id, @Nullable Message answer) {
    Probe running = probe;
    if (running == null || running.stream != id) {
      return false;
    }
    running.reachedByStream = answer instanceof Message.Ack ack && ack.seqNo() == running.seqNo;
    return true;
  }

  void ping(Message.Ping ping, InetSocketAddress from) {
    if (!ping.node().isEmpty() && !ping.node().equals(env.self)) {
      env.log(Effect.Level.DEBUG, "Got ping for unexpected node '" + ping.node() + "'");
      return;
    }
    env.send(
        source(ping.sourceAddr(), ping.sourcePort(), from),
        new Message.Ack(ping.seqNo(), env.listener.ackPayload()));
  }

  void indirectPing(Message.IndirectPing ask, InetSocketAddress from) {
    if (relays.size() >= MAX_RELAYS || !Peer.possible(ask.target(), ask.port())) {
      return;
    }
    long seqNo = env.nextSeqNo();
    relays.put(
        seqNo,
        new Relay(
            ask.seqNo(),
            source(ask.sourceAddr(), ask.sourcePort(), from),
            ask.nack(),
            env.now + env.options.probeTimeout()));
    env.send(Peer.address(ask.target(), ask.port()), env.ping(seqNo, ask.node()));
  }

  private static InetSocketAddress source(Bytes addr, int port, InetSocketAddress from) {
    return Peer.possible(addr, port) ? Peer.address(addr, port) : from;
  }

  private void expireRelays() {
    for (Iterator<Relay> it = relays.values().iterator(); it.hasNext(); ) {
      Relay relay = it.next();
      if (relay.deadline() > env.now) {
        return;
      }
      it.remove();
      if (relay.nack()) {
        env.send(relay.requester(), new Message.Nack(relay.seqNo()));
      }
    }
  }
}
