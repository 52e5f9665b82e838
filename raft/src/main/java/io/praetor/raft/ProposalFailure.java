// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import org.jspecify.annotations.Nullable;

/// Why a proposal or a barrier was not answered with a success. Each case says whether the change
/// can have happened, because that decides whether a caller may try again. The texts are those
/// that Consul's clients see.
public sealed class ProposalFailure extends Exception {
  private ProposalFailure(String message) {
    super(message, null, false, false);
  }

  /// Surely not done: this server does not lead. `leader` is where to go, if known.
  public static final class NotLeader extends ProposalFailure {
    private final transient @Nullable Leader leader;

    public NotLeader(@Nullable Leader leader) {
      super("node is not the leader");
      this.leader = leader;
    }

    public @Nullable Leader leader() {
      return leader;
    }
  }

  /// Unknown: it was in the log when leadership went away, and a later leader may still commit it.
  public static final class LeadershipLost extends ProposalFailure {
    public LeadershipLost() {
      super("leadership lost while committing log");
    }
  }

  /// Surely not done: the leader is handing over and takes nothing new.
  public static final class TransferInProgress extends ProposalFailure {
    public TransferInProgress() {
      super("leadership transfer in progress");
    }
  }

  /// Surely not done: the change itself is not possible (an unknown server, another change under
  /// way).
  public static final class Rejected extends ProposalFailure {
    public Rejected(String reason) {
      super(reason);
    }
  }

  /// Surely not done: too many proposals wait already.
  public static final class QueueFull extends ProposalFailure {
    public QueueFull() {
      super("timed out enqueuing operation");
    }
  }

  /// Unknown: this server is stopping.
  public static final class Closed extends ProposalFailure {
    public Closed() {
      super("raft is already shutdown");
    }
  }
}
