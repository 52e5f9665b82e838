// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.core.Input;
import io.praetor.raft.storage.SnapshotSink;
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
  private final Map<Long, SnapshotSink> received = new ConcurrentHashMap<>();
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
  long keep(SnapshotSink sink) {
    long handle = lastHandle.incrementAndGet();
    received.put(handle, sink);
    return handle;
  }

  SnapshotSink received(long handle) {
    SnapshotSink sink = received.remove(handle);
    if (sink == null) {
      throw new IllegalStateException("no received snapshot " + handle);
    }
    return sink;
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
