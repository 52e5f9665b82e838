// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;
import java.util.ArrayDeque;
import java.util.Deque;

/// What has been handed to the disk and not yet come back, and the messages that must wait for it.
/// Whatever claims that this server remembers something (a vote, entries) is sent only when it
/// would survive a crash.
final class Durability {
  private record Batch(long sequence, long lastIndex) {}

  private record Waiting(long sequence, ServerId to, Message message) {}

  private final Deque<Batch> batches = new ArrayDeque<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long issued;
  private long persisted;

  long issue(long lastIndex) {
    issued++;
    batches.addLast(new Batch(issued, lastIndex));
    return issued;
  }

  /// The number that the next `issue` will give.
  long next() {
    return issued + 1;
  }

  long issued() {
    return issued;
  }

  boolean isDurable(long sequence) {
    return sequence <= persisted;
  }

  /// Batches under way that wrote beyond this no longer vouch for what they wrote there.
  void truncated(long fromIndex) {
    for (int i = batches.size(); i > 0; i--) {
      Batch batch = batches.removeFirst();
      batches.addLast(new Batch(batch.sequence, Math.min(batch.lastIndex, fromIndex - 1)));
    }
  }

  /// Takes the disk's word and answers up to which index the log is durable, -1 if nothing new is
  /// known.
  long persisted(long sequence) {
    long index = -1;
    persisted = Math.max(persisted, sequence);
    while (!batches.isEmpty() && batches.getFirst().sequence <= sequence) {
      index = batches.removeFirst().lastIndex;
    }
    return index;
  }

  void sendAfter(long sequence, ServerId to, Message message) {
    waiting.addLast(new Waiting(sequence, to, message));
  }

  /// Emits the messages whose wait is over.
  void release(Outbox outbox) {
    while (!waiting.isEmpty() && waiting.getFirst().sequence <= persisted) {
      Waiting next = waiting.removeFirst();
      outbox.add(new Effect.Send(next.to, next.message));
    }
  }
}
