// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.ProposalFailure;
import io.praetor.raft.core.ProposalId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The callers that wait for an answer, until their future is complete, applying included; and the
/// bound on their number and bytes. Any thread may call.
final class Requests {
  private final Map<ProposalId, Request> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final Semaphore slots;
  private final AtomicLong bytes = new AtomicLong();
  private final long maxBytes;
  private volatile boolean closed;

  Requests(int maxPending, long maxBytes) {
    this.slots = new Semaphore(maxPending);
    this.maxBytes = maxBytes;
  }

  /// Null, with the request failed, when there is no room or no server any more.
  @Nullable ProposalId admit(Request request) {
    if (closed) {
      request.fail(new ProposalFailure.Closed());
      return null;
    }
    if (bytes.get() >= maxBytes || !slots.tryAcquire()) {
      request.fail(new ProposalFailure.QueueFull());
      return null;
    }
    bytes.addAndGet(request.sizeBytes());
    ProposalId id = new ProposalId(lastId.incrementAndGet());
    waiting.put(id, request);
    request
        .future()
        .whenComplete(
            (result, failure) -> {
              waiting.remove(id);
              slots.release();
              bytes.addAndGet(-request.sizeBytes());
            });
    if (closed) {
      close(); // It came in between the first look and the clearing.
      return null;
    }
    return id;
  }

  @Nullable Request find(ProposalId id) {
    return waiting.get(id);
  }

  /// Fails everyone who waits and everyone to come.
  void close() {
    closed = true;
    waiting.values().forEach(request -> request.fail(new ProposalFailure.Closed()));
  }
}
