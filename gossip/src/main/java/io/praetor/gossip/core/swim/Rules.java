// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PushPull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What alive, suspect and dead messages do to the state of a node, and to our broadcasts.
final class Rules {
  private static final int VSN_BYTES = 6;
  private static final int MAX_NAME = 512;

  private final Env env;
  private final Claims claims;
  private final Suspicions suspicions = new Suspicions();
  private long incarnation;
  private boolean leaving;
  private @Nullable Runnable leaveSent;

  Rules(Env env, Claims claims) {
    this.env = env;
    this.claims = claims;
  }

  long nextIncarnation() {
    incarnation = (incarnation + 1) & 0xffff_ffffL;
    return incarnation;
  }

  /// From now on our own death is not denied; `sent` runs when it has been told often enough.
  void leave(Runnable sent) {
    leaving = true;
    leaveSent = sent;
    Node me = env.me();
    dead(new Message.Dead(me.incarnation(), env.self, env.self));
  }

  boolean leaving() {
    return leaving;
  }

  /// @param own whether this is our own new state, not what others say of us
  void alive(Message.Alive alive, boolean own) {
    alive(alive, own, false);
  }

  /// A node has another address from now on, whatever its incarnation.
  void moved(Message.Alive alive) {
    alive(alive, false, true);
  }

  private void alive(Message.Alive alive, boolean own, boolean granted) {
    boolean aboutSelf = alive.node().equals(env.self);
    Node node = env.nodes.get(alive.node());
    if ((leaving && aboutSelf) || (!aboutSelf && stale(node, alive)) || !acceptable(alive)) {
      return;
    }
    Peer peer =
        new Peer(
            alive.node(), alive.addr(), alive.port(), alive.meta(), alive.vsn(), NodeState.ALIVE);
    String refused = env.listener.refuseAlive(peer);
    if (refused != null) {
      env.log(Effect.Level.WARN, "ignoring alive message for '" + alive.node() + "': " + refused);
      return;
    }
    boolean moved = false;
    if (node == null) {
      node = Node.heardOf(alive, env.now);
      env.nodes.put(node);
    } else if (!node.addr().equals(alive.addr()) || node.port() != alive.port()) {
      moved = granted || mayMove(node);
      if (!moved) {
        if (aboutSelf) {
          env.listener.conflict(node.peer(), peer);
        } else {
          claims.raise(node, alive);
        }
        return;
      }
    }
    if (aboutSelf
        ? alive.incarnation() < node.incarnation()
        : alive.incarnation() <= node.incarnation() && !moved) {
      return;
    }
    suspicions.end(node.name());
    Node next;
    if (aboutSelf && !own) {
      if (alive.incarnation() == node.incarnation()
          && alive.meta().equals(node.meta())
          && alive.vsn().equals(node.vsn())) {
        return;
      }
      next = refute(node, alive.incarnation());
      env.log(
          Effect.Level.WARN,
          "Refuting an alive message for '" + node.name() + "': meta or version is not ours");
    } else {
      broadcast(node.name(), alive);
      next = node.alive(alive, env.now);
      env.nodes.put(next);
    }
    if (node.state().gone()) {
      env.listener.joined(next.peer());
    } else if (moved || !node.meta().equals(next.meta())) {
      env.listener.updated(next.peer());
    }
  }

  /// Most messages are old news, and need no closer look.
  private static boolean stale(@Nullable Node node, Message.Alive alive) {
    return node != null
        && alive.incarnation() <= node.incarnation()
        && alive.port() == node.port()
        && alive.addr().equals(node.addr());
  }

  private boolean acceptable(Message.Alive alive) {
    if (alive.vsn().size() < VSN_BYTES
        || alive.vsn().at(0) == 0
        || alive.vsn().at(1) == 0
        || (alive.vsn().at(0) & 0xff) > (alive.vsn().at(1) & 0xff)
        || alive.node().isEmpty()
        || alive.node().length() > MAX_NAME
        || !Peer.possible(alive.addr(), alive.port())) {
      env.log(
          Effect.Level.WARN,
          "Ignoring an alive message for '" + alive.node() + "': no usable address or version");
      return false;
    }
    return true;
  }

  private boolean mayMove(Node node) {
    boolean longDead =
        env.options.deadNodeReclaim() > 0
            && env.now - node.changed() > env.options.deadNodeReclaim();
    return node.state() == NodeState.LEFT || (node.state() == NodeState.DEAD && longDead);
  }

  void suspect(Message.Suspect suspect) {
    Node node = env.nodes.get(suspect.node());
    if (node == null || suspect.incarnation() < node.incarnation()) {
      return;
    }
    if (suspicions.running(node.name())) {
      if (suspicions.confirm(node.name(), suspect.from(), env.now)) {
        broadcast(node.name(), suspect);
      }
      return;
    }
    if (node.state() != NodeState.ALIVE) {
      return;
    }
    if (node.name().equals(env.self)) {
      refute(node, suspect.incarnation());
      env.log(Effect.Level.WARN, "Refuting a suspect message (from: " + suspect.from() + ")");
      return;
    }
    broadcast(node.name(), suspect);
    env.nodes.put(node.become(suspect.incarnation(), NodeState.SUSPECT, env.now));
    int k = env.options.suspicionMult() - 2;
    int n = env.nodes.size();
    long min = Formulas.suspicionMin(env.options.suspicionMult(), n, env.options.probeInterval());
    suspicions.add(
        new Suspicion(
            node.name(),
            suspect.from(),
            n - 2 < k ? 0 : k,
            min,
            min * env.options.suspicionMaxMult(),
            env.now));
  }

  void dead(Message.Dead dead) {
    Node node = env.nodes.get(dead.node());
    if (node == null || dead.incarnation() < node.incarnation()) {
      return;
    }
    suspicions.end(node.name());
    if (node.state().gone()) {
      return;
    }
    Runnable sent = null;
    if (node.name().equals(env.self)) {
      if (!leaving) {
        refute(node, dead.incarnation());
        env.log(Effect.Level.WARN, "Refuting a dead message (from: " + dead.from() + ")");
        return;
      }
      sent = leaveSent;
    }
    env.queue.add(node.name(), Messages.encode(dead), sent);
    NodeState next = dead.from().equals(dead.node()) ? NodeState.LEFT : NodeState.DEAD;
    Node gone = node.become(dead.incarnation(), next, env.now);
    env.nodes.put(gone);
    env.listener.left(gone.peer());
  }

  /// Says that we are alive, with an incarnation above the accused one.
  private Node refute(Node me, long accused) {
    long next = nextIncarnation();
    if (accused >= next) {
      incarnation = (accused + 1) & 0xffff_ffffL;
      next = incarnation;
    }
    Node refuting = me.withIncarnation(next);
    env.nodes.put(refuting);
    env.awareness.apply(1);
    broadcast(me.name(), refuting.message());
    return refuting;
  }

  private void broadcast(String name, Message message) {
    env.queue.add(name, Messages.encode(message), null);
  }

  /// Ends the suspicions whose time is up.
  void tick() {
    for (Suspicion suspicion = suspicions.expired(env.now);
        suspicion != null;
        suspicion = suspicions.expired(env.now)) {
      Node node = env.nodes.get(suspicion.suspected());
      if (node != null && node.state() == NodeState.SUSPECT) {
        env.log(
            Effect.Level.INFO,
            "Marking "
                + node.name()
                + " as failed, suspect timeout reached ("
                + suspicion.confirmations()
                + " peer confirmations)");
        dead(new Message.Dead(node.incarnation(), node.name(), env.self));
      }
    }
  }

  long deadline() {
    return suspicions.deadline();
  }

  /// Takes over what another node believes. Its dead are only suspects to us: they may be able to
  /// answer.
  void merge(List<PushPull.Node> remote) {
    for (PushPull.Node node : remote) {
      switch (node.state()) {
        case 0 ->
            alive(
                new Message.Alive(
                    node.incarnation(),
                    node.name(),
                    node.addr(),
                    node.port(),
                    node.meta(),
                    node.vsn()),
                false);
        case 1, 2 -> suspect(new Message.Suspect(node.incarnation(), node.name(), env.self));
        case 3 -> dead(new Message.Dead(node.incarnation(), node.name(), node.name()));
        default -> env.log(Effect.Level.WARN, "node state " + node.state() + " is not known");
      }
    }
  }
}
