// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.buffer.ByteBuf;
import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.storage.SnapshotSink;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives the state of one snapshot: pieces arrive on the event loop and are written to the sink
/// by tasks on another executor, one after another. What waits in between is bounded by
/// [#isFull]. A sender that stops in the middle is given up.
final class SnapshotIntake {
  private static final int FULL_BYTES = 1 << 20;
  private static final int STALL_SECONDS = 30;
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

  private interface Step {
    void run() throws IOException;
  }

  private final NettyTransport transport;
  private final IncomingConnection connection;
  private final Unanswered.Slot slot;
  private final ServerId from;
  private final long term;
  private final SnapshotMeta meta;

  // Of the event loop.
  private long left;
  private long waitingBytes;
  private long leftAtLastLook;
  private boolean over;

  // Of the tasks, which run one at a time.
  private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);
  private @Nullable SnapshotSink sink;
  private boolean failed;
  private boolean released;

  private SnapshotIntake(
      NettyTransport transport,
      IncomingConnection connection,
      Unanswered.Slot slot,
      ServerId from,
      RaftRequest.InstallSnapshot request) {
    this.transport = transport;
    this.connection = connection;
    this.slot = slot;
    this.from = from;
    this.term = request.term();
    this.meta = RaftMessages.meta(request);
    this.left = request.size();
    this.leftAtLastLook = left + 1;
  }

  /// Null when another one is under way.
  static @Nullable SnapshotIntake begin(
      NettyTransport transport,
      IncomingConnection connection,
      Unanswered.Slot slot,
      ServerId from,
      RaftRequest.InstallSnapshot request) {
    if (!transport.receiving().compareAndSet(false, true)) {
      return null;
    }
    try {
      SnapshotIntake intake = new SnapshotIntake(transport, connection, slot, from, request);
      LOG.info("receiving a snapshot: from={} index={}", from, request.lastLogIndex());
      intake.then(() -> intake.sink = transport.inbound().beginSnapshot(intake.meta));
      intake.endIfWhole();
      intake.watch();
      return intake;
    } catch (RuntimeException e) {
      transport.receiving().set(false);
      throw e;
    }
  }

  /// Takes over the buffer.
  void take(ByteBuf piece) {
    byte[] bytes = new byte[piece.readableBytes()];
    piece.readBytes(bytes);
    piece.release();
    if (over) {
      return;
    }
    left -= bytes.length;
    waitingBytes += bytes.length;
    then(
        () -> {
          if (sink != null) {
            sink.out().write(bytes);
          }
          connection.channel().eventLoop().execute(() -> written(bytes.length));
        });
    endIfWhole();
  }

  private void written(int bytes) {
    waitingBytes -= bytes;
    connection.updateReading();
  }

  boolean isFull() {
    return !over && waitingBytes >= FULL_BYTES;
  }

  private void endIfWhole() {
    if (left == 0) {
      over = true;
      then(
          () -> {
            SnapshotSink whole = sink;
            sink = null;
            release();
            if (whole != null) {
              transport.inbound().receiveSnapshot(from, term, meta, whole);
            }
          });
    }
  }

  /// The connection is gone. Does nothing once all bytes were there.
  void abort() {
    if (!over) {
      over = true;
      then(
          () -> {
            throw new IOException("the connection was closed");
          });
    }
  }

  private void watch() {
    connection
        .channel()
        .eventLoop()
        .schedule(
            () -> {
              if (!over && left == leftAtLastLook) {
                connection.channel().close();
              } else if (!over) {
                leftAtLastLook = left;
                watch();
              }
            },
            STALL_SECONDS,
            TimeUnit.SECONDS);
  }

  /// After the first failure nothing more is done.
  private void then(Step step) {
    tail =
        tail.thenRunAsync(
            () -> {
              if (failed) {
                return;
              }
              try {
                step.run();
              } catch (IOException | RuntimeException e) {
                failed = true;
                giveUp(e);
              }
            },
            transport.blocking());
  }

  private void release() {
    if (!released) {
      released = true;
      transport.receiving().set(false);
    }
  }

  private void giveUp(Exception reason) {
    LOG.warn("cannot receive a snapshot: from={} error={}", from, reason.toString());
    SnapshotSink unfinished = sink;
    sink = null;
    try {
      if (unfinished != null) {
        unfinished.discard();
      }
    } catch (IOException e) {
      LOG.warn("cannot remove an unfinished snapshot: error={}", e.toString());
    }
    release();
    connection.fail(slot, "failed to receive the snapshot");
  }
}
