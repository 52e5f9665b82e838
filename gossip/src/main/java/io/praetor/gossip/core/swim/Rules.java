// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PushPull;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What alive, suspect and dead messages do to the state of a node, and to our broadcasts.
final class Rules {
  private static final int VSN_BYTES = 6;
  private static final int MAX_NAME = 512;

  private final Env env;
  private final Claims claims;
  private final Map<String, Suspicion> suspicions = new HashMap<>();
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
    dead(new Message.Dead(me.incarnation, env.self, env.self));
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
      node = new Node(alive, env.now);
      env.nodes.add(node);
    } else if (!node.addr.equals(alive.addr()) || node.port != alive.port()) {
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
        ? alive.incarnation() < node.incarnation
        : alive.incarnation() <= node.incarnation && !moved) {
      return;
    }
    suspicions.remove(node.name);
    NodeState oldState = node.state;
    var oldMeta = node.meta;
    if (aboutSelf && !own) {
      if (alive.incarnation() == node.incarnation
          && alive.meta().equals(node.meta)
          && alive.vsn().equals(node.vsn)) {
        return;
      }
      refute(node, alive.incarnation());
      env.log(
          Effect.Level.WARN,
          "Refuting an alive message for '" + node.name + "': meta or version is not ours");
    } else {
      broadcast(node.name, alive);
      node.take(alive);
      if (node.state != NodeState.ALIVE) {
        node.become(NodeState.ALIVE, env.now);
      }
    }
    if (oldState.gone()) {
      env.listener.joined(node.peer());
    } else if (moved || !oldMeta.equals(node.meta)) {
      env.listener.updated(node.peer());
    }
  }

  /// Most messages are old news, and need no closer look.
  private static boolean stale(@Nullable Node node, Message.Alive alive) {
    return node != null
        && alive.incarnation() <= node.incarnation
        && alive.port() == node.port
        && alive.addr().equals(node.addr);
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
        env.options.deadNodeReclaim() > 0 && env.now - node.changed > env.options.deadNodeReclaim();
    return node.state == NodeState.LEFT || (node.state == NodeState.DEAD && longDead);
  }

  void suspect(Message.Suspect suspect) {
    Node node = env.nodes.get(suspect.node());
    if (node == null || suspect.incarnation() < node.incarnation) {
      return;
    }
    Suspicion running = suspicions.get(node.name);
    if (running != null) {
      if (running.confirm(suspect.from(), env.now)) {
        broadcast(node.name, suspect);
      }
      return;
    }
    if (node.state != NodeState.ALIVE) {
      return;
    }
    if (node.name.equals(env.self)) {
      refute(node, suspect.incarnation());
      env.log(Effect.Level.WARN, "Refuting a suspect message (from: " + suspect.from() + ")");
      return;
    }
    broadcast(node.name, suspect);
    node.incarnation = suspect.incarnation();
    node.become(NodeState.SUSPECT, env.now);
    int k = env.options.suspicionMult() - 2;
    int n = env.nodes.size();
    long min = Formulas.suspicionMin(env.options.suspicionMult(), n, env.options.probeInterval());
    suspicions.put(
        node.name,
        new Suspicion(
            suspect.from(), n - 2 < k ? 0 : k, min, min * env.options.suspicionMaxMult(), env.now));
  }

  void dead(Message.Dead dead) {
    Node node = env.nodes.get(dead.node());
    if (node == null || dead.incarnation() < node.incarnation) {
      return;
    }
    suspicions.remove(node.name);
    if (node.state.gone()) {
      return;
    }
    Runnable sent = null;
    if (node.name.equals(env.self)) {
      if (!leaving) {
        refute(node, dead.incarnation());
        env.log(Effect.Level.WARN, "Refuting a dead message (from: " + dead.from() + ")");
        return;
      }
      sent = leaveSent;
    }
    env.queue.add(node.name, Messages.encode(dead), sent);
    node.incarnation = dead.incarnation();
    node.become(dead.from().equals(dead.node()) ? NodeState.LEFT : NodeState.DEAD, env.now);
    env.listener.left(node.peer());
  }

  /// Says that we are alive, with an incarnation above the accused one.
  private void refute(Node me, long accused) {
    long next = nextIncarnation();
    if (accused >= next) {
      incarnation = (accused + 1) & 0xffff_ffffL;
      next = incarnation;
    }
    me.incarnation = next;
    env.awareness.apply(1);
    broadcast(me.name, me.alive());
  }

  private void broadcast(String name, Message message) {
    env.queue.add(name, Messages.encode(message), null);
  }

  /// Ends the suspicions whose time is up.
  void tick() {
    if (suspicions.isEmpty()) {
      return;
    }
    List<String> expired = new ArrayList<>();
    suspicions.forEach(
        (name, suspicion) -> {
          if (suspicion.deadline() <= env.now) {
            expired.add(name);
          }
        });
    for (String name : expired) {
      Suspicion suspicion = suspicions.remove(name);
      Node node = env.nodes.get(name);
      if (node != null && node.state == NodeState.SUSPECT && suspicion != null) {
        env.log(
            Effect.Level.INFO,
            "Marking "
                + name
                + " as failed, suspect timeout reached ("
                + suspicion.confirmations()
                + " peer confirmations)");
        dead(new Message.Dead(node.incarnation, name, env.self));
      }
    }
  }

  long deadline() {
    long next = Long.MAX_VALUE;
    for (Suspicion suspicion : suspicions.values()) {
      next = Math.min(next, suspicion.deadline());
    }
    return next;
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
