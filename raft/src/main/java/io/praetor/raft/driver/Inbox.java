// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.core.Input;
import io.praetor.raft.storage.SnapshotSink;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What waits for the raft thread. It has no bound of its own, each of its sources has one:
/// callers by [Requests], peers by the transport, the other threads by what the core hands them.
/// Also where a failure of any thread ends up.
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final BlockingQueue<Input> queue = new LinkedBlockingQueue<>();

  /// The state bytes of a snapshot, which is placed where the core says.
  interface Received {
    SnapshotSink at(SnapshotMeta meta);

    void discard() throws IOException;
  }

  private final Map<Long, Received> received = new ConcurrentHashMap<>();
  private final AtomicLong lastHandle = new AtomicLong();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final Requests requests;
  private volatile boolean stopping;

  Inbox(Requests requests) {
    this.requests = requests;
  }

  void add(Input input) {
    queue.add(input);
  }

  /// Waits for the first one, at most the given time, and takes all that are there.
  void take(List<Input> batch, int max, long wait, TimeUnit unit) throws InterruptedException {
    Input first = queue.poll(wait, unit);
    if (first != null) {
      batch.add(first);
      queue.drainTo(batch, max - 1);
    }
  }

  /// Keeps a received snapshot until the core decides, and names it.
  long keep(Received snapshot) {
    long handle = lastHandle.incrementAndGet();
    received.put(handle, snapshot);
    return handle;
  }

  Received received(long handle) {
    Received snapshot = received.remove(handle);
    if (snapshot == null) {
      throw new IllegalStateException("no received snapshot " + handle);
    }
    return snapshot;
  }

  /// Nobody will ask for it any more.
  void forget(long handle) {
    received.remove(handle);
  }

  boolean isStopping() {
    return stopping;
  }

  CompletableFuture<Void> stopped() {
    return stopped;
  }

  /// A thread cannot go on, so the server cannot: nothing more is decided or acknowledged.
  void fail(Throwable reason) {
    if (stopped.completeExceptionally(reason)) {
      LOG.error("raft stops: {}", reason.getMessage(), reason);
    }
    stop();
  }

  void stop() {
    stopping = true;
    requests.close();
    queue.add(new Input.Tick());
  }
}
