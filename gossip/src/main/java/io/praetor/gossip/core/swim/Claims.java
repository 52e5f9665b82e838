// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Nodes that say they are alive under a name that another address has: a container that was made
/// anew, for the most part. Memberlist believes them when the old holder has been dead for 30
/// seconds. Here both addresses are asked, again and again: the name is taken over when the new one
/// has answered to it, and the old one is known dead or has been silent for
/// [SwimOptions#probeTimeout]. A holder that answers keeps its name, so a second node by the same name
/// gets nothing.
final class Claims {
  /// Further claims are dropped; gossip brings them again.
  private static final int MAX = 64;

  /// How many [SwimOptions#probeTimeout] a claimant has to answer; it may have just been started.
  private static final int PATIENCE = 8;

  /// How long a refused name cannot be claimed again, so that two living nodes by one name cost
  /// little; in nanoseconds.
  private static final long REFUSAL = TimeUnit.SECONDS.toNanos(10);

  private final Env env;
  private final Map<String, Claim> claims = new LinkedHashMap<>();
  private final Map<String, Long> refusedUntil = new HashMap<>();

  private static final class Claim {
    final Node holder;
    final Message.Alive alive;
    final long claimantSeqNo;
    final long holderSeqNo;

    /// A silent holder has had its chance.
    final long earliest;

    /// A silent claimant has.
    final long end;

    long again;
    boolean answered;

    Claim(Node holder, Message.Alive alive, long claimantSeqNo, long holderSeqNo, Env env) {
      this.holder = holder;
      this.alive = alive;
      this.claimantSeqNo = claimantSeqNo;
      this.holderSeqNo = holderSeqNo;
      this.again = env.now + env.options.probeTimeout() / 2;
      this.earliest = env.now + env.options.probeTimeout();
      this.end = env.now + PATIENCE * env.options.probeTimeout();
    }
  }

  Claims(Env env) {
    this.env = env;
  }

  /// Begins to look into what `alive` says, and lets the others do so too; a claim that is already
  /// looked into, or was refused just now, is dropped.
  void raise(Node holder, Message.Alive alive) {
    if (claims.containsKey(holder.name())
        || claims.size() >= MAX
        || env.now < refusedUntil.getOrDefault(holder.name(), Long.MIN_VALUE)) {
      return;
    }
    env.queue.add(holder.name(), Messages.encode(alive), null);
    Claim claim = new Claim(holder, alive, env.nextSeqNo(), env.nextSeqNo(), env);
    claims.put(holder.name(), claim);
    ask(claim);
  }

  /// As it is known now. Nobody is forgotten but the dead.
  private Node holder(Claim claim) {
    Node known = env.nodes.get(claim.holder.name());
    return known == null
        ? claim.holder.become(claim.holder.incarnation(), NodeState.DEAD, env.now)
        : known;
  }

  private void ask(Claim claim) {
    Message.Alive alive = claim.alive;
    env.send(Peer.address(alive.addr(), alive.port()), env.ping(claim.claimantSeqNo, alive.node()));
    if (!holder(claim).state().gone()) {
      env.send(claim.holder.address(), env.ping(claim.holderSeqNo, alive.node()));
    }
  }

  /// Whether this answers one of our questions.
  boolean ack(long seqNo) {
    for (Claim claim : claims.values()) {
      if (claim.claimantSeqNo == seqNo) {
        claim.answered = true;
        return true;
      }
      if (claim.holderSeqNo == seqNo) {
        claims.remove(claim.holder.name());
        refused(claim);
        return true;
      }
    }
    return false;
  }

  private void refused(Claim claim) {
    refusedUntil.values().removeIf(until -> until <= env.now);
    if (refusedUntil.size() < MAX) {
      refusedUntil.put(claim.holder.name(), env.now + REFUSAL);
    }
    Message.Alive alive = claim.alive;
    Peer other =
        new Peer(
            alive.node(), alive.addr(), alive.port(), alive.meta(), alive.vsn(), NodeState.ALIVE);
    env.log(
        Effect.Level.ERROR,
        "Conflicting address for "
            + alive.node()
            + ". Mine: "
            + claim.holder.address()
            + " Theirs: "
            + other.address()
            + " Old state: "
            + holder(claim).state());
    env.listener.conflict(claim.holder.peer(), other);
  }

  /// The claims that hold, as far as that is known by now.
  List<Message.Alive> granted() {
    if (claims.isEmpty()) {
      return List.of();
    }
    List<Message.Alive> granted = new ArrayList<>();
    for (Claim claim : List.copyOf(claims.values())) {
      if (claim.answered && (holder(claim).state().gone() || env.now >= claim.earliest)) {
        claims.remove(claim.holder.name());
        granted.add(claim.alive);
        env.log(
            Effect.Level.INFO,
            "Node "
                + claim.holder.name()
                + " has moved from "
                + claim.holder.address()
                + ", where nobody answers, to "
                + Peer.address(claim.alive.addr(), claim.alive.port()));
      } else if (env.now >= claim.end) {
        claims.remove(claim.holder.name());
        refused(claim);
      } else if (env.now >= claim.again) {
        claim.again = env.now + env.options.probeTimeout() / 2;
        ask(claim);
      }
    }
    return granted;
  }

  /// When [#granted] has something to do next.
  long deadline() {
    long next = Long.MAX_VALUE;
    for (Claim claim : claims.values()) {
      long decides = claim.answered ? claim.earliest : claim.end;
      next = Math.min(next, Math.min(claim.again, decides));
    }
    return next;
  }
}
