// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.praetor.raft.ServerId;
import io.praetor.raft.core.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The requests that the core has not answered yet, so that its answer finds the connection it
/// belongs to. Answers to append requests and heartbeats carry the request's token back. The others
/// do not, and are matched by what they claim: a vote is never handed to a request of another term,
/// an installed snapshot never to one of another index. Any thread.
final class Unanswered {
  /// A request and where its answer goes.
  record Slot(IncomingConnection connection, ServerId from, RaftRequest request, long token) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Slot> byToken = new HashMap<>();
  private final Deque<Slot> others = new ArrayDeque<>();
  private final AtomicLong lastToken = new AtomicLong();

  Slot open(IncomingConnection connection, ServerId from, RaftRequest request) {
    Slot slot = new Slot(connection, from, request, lastToken.incrementAndGet());
    lock.lock();
    try {
      if (request instanceof RaftRequest.AppendEntries) {
        byToken.put(slot.token, slot);
      } else {
        others.addLast(slot);
      }
    } finally {
      lock.unlock();
    }
    return slot;
  }

  void forget(Slot slot) {
    lock.lock();
    try {
      byToken.remove(slot.token);
      others.remove(slot);
    } finally {
      lock.unlock();
    }
  }

  /// The request that this is the answer to, and null when it is gone.
  @Nullable Slot take(ServerId to, Message answer) {
    lock.lock();
    try {
      return switch (answer) {
        case Message.AppendResponse append -> byToken.remove(append.round());
        case Message.HeartbeatResponse heartbeat -> byToken.remove(heartbeat.round());
        case Message.VoteResponse vote ->
            takeOther(
                to,
                request ->
                    request instanceof RaftRequest.RequestVote asked
                        && (!vote.granted() || asked.term() == vote.term()));
        case Message.PreVoteResponse vote ->
            takeOther(
                to,
                request ->
                    request instanceof RaftRequest.RequestPreVote asked
                        && (!vote.granted() || asked.term() == vote.term()));
        case Message.InstallSnapshotResponse install ->
            takeOther(
                to,
                request ->
                    request instanceof RaftRequest.InstallSnapshot asked
                        && (!install.success() || asked.lastLogIndex() == install.index()));
        default -> null;
      };
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Slot takeOther(ServerId from, Predicate<RaftRequest> matches) {
    for (Iterator<Slot> each = others.iterator(); each.hasNext(); ) {
      Slot slot = each.next();
      if (slot.from.equals(from) && matches.test(slot.request)) {
        each.remove();
        return slot;
      }
    }
    return null;
  }
}
