// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import java.util.ArrayDeque;
import java.util.Deque;

/// What the leader knows of one follower's log, and how much is on the way to it.
final class Progress {
  enum Mode {
    /// Where the logs agree is not known: one request at a time.
    PROBE,
    /// They agree up to `next`: requests follow each other without waiting, up to the in-flight
    /// limit.
    PIPELINE,
    /// The entries it needs are gone; a snapshot is on its way.
    SNAPSHOT
  }

  private final Deque<Long> inflight = new ArrayDeque<>();
  private Mode mode = Mode.PROBE;
  private long match;
  private long next;
  private boolean probing;
  private long sentCommit;
  private long round;
  private long heardNanos;
  private long movedNanos;

  Progress(long next, long nowNanos) {
    this.next = next;
    this.heardNanos = nowNanos;
    this.movedNanos = nowNanos;
  }

  Mode mode() {
    return mode;
  }

  /// The follower durably holds the leader's log up to here.
  long match() {
    return match;
  }

  long next() {
    return next;
  }

  long round() {
    return round;
  }

  long heardNanos() {
    return heardNanos;
  }

  long sentCommit() {
    return sentCommit;
  }

  boolean hasRoom(int maxInflight) {
    return switch (mode) {
      case PROBE -> !probing;
      case PIPELINE -> inflight.size() < maxInflight;
      case SNAPSHOT -> false;
    };
  }

  void heard(long answeredRound, long nowNanos) {
    round = Math.max(round, answeredRound);
    heardNanos = nowNanos;
  }

  void sent(int entries, long commitIndex, long nowNanos) {
    sentCommit = commitIndex;
    if (mode == Mode.PROBE) {
      probing = true;
      movedNanos = nowNanos;
    } else {
      if (inflight.isEmpty()) {
        movedNanos = nowNanos;
      }
      next += entries;
      inflight.addLast(next - 1);
    }
  }

  /// Answers whether the match moved.
  boolean accepted(long matchIndex, long nowNanos) {
    boolean moved = matchIndex > match;
    match = Math.max(match, matchIndex);
    next = Math.max(next, match + 1);
    movedNanos = nowNanos;
    if (mode == Mode.PROBE) {
      mode = Mode.PIPELINE;
      probing = false;
      next = match + 1;
    } else {
      // One answer may stand for requests whose own answers were lost, so everything at or below it
      // is done.
      while (!inflight.isEmpty() && inflight.getFirst() <= matchIndex) {
        inflight.removeFirst();
      }
    }
    return moved;
  }

  /// A refusal of the request after `prevIndex`, with the follower's hint. One that is overtaken
  /// by what is known since says nothing about the logs, but the commit index in that request has
  /// not arrived. A refusal of the very probe that follows the match means that the follower has
  /// lost what it had (its directory was moved away, say): it starts anew.
  void refused(long prevIndex, long hint) {
    boolean stale = mode == Mode.PROBE ? prevIndex != next - 1 : prevIndex <= match;
    if (stale) {
      sentCommit = 0;
    } else if (mode != Mode.SNAPSHOT) {
      match = Math.min(match, hint);
      probeFrom(Math.max(1, Math.min(prevIndex, hint + 1)));
    }
  }

  /// What was on the way is lost, or must be taken for lost. While probing nothing was on the way
  /// but the probe, and where it has got to is still the best guess: going back to the start would
  /// end in a needless snapshot.
  void lost() {
    if (mode == Mode.PROBE) {
      probing = false;
    } else {
      probeFrom(match + 1);
    }
  }

  /// Gives up on answers that are overdue, which a lossy network may never bring.
  void recoverIfStalled(long nowNanos, long patienceNanos) {
    boolean waiting = mode == Mode.PROBE ? probing : !inflight.isEmpty();
    if (mode != Mode.SNAPSHOT && waiting && nowNanos - movedNanos >= patienceNanos) {
      lost();
    }
  }

  void awaitSnapshot() {
    mode = Mode.SNAPSHOT;
    inflight.clear();
  }

  private void probeFrom(long index) {
    mode = Mode.PROBE;
    probing = false;
    inflight.clear();
    next = index;
    sentCommit = 0;
  }
}
