// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/// Sends what the streams of a session have queued: a piece of each in turn, as far as the peer's
/// windows and the transport go.
final class SendRounds {
  /// Small enough that no stream waits long for another.
  private static final int PIECE = 64 * 1024;

  private final YamuxEdge edge;
  private final Consumer<StreamState> emptied;
  private final ArrayDeque<StreamState> ready = new ArrayDeque<>();
  private boolean running;
  private boolean stopped;

  /// @param emptied is told of a stream whose queue has become empty
  SendRounds(YamuxEdge edge, Consumer<StreamState> emptied) {
    this.edge = edge;
    this.emptied = emptied;
  }

  /// The stream has something to send, or its window has grown.
  void offer(StreamState stream) {
    if (!stream.ready && stream.sendWindow > 0 && !stream.queue.isEmpty()) {
      stream.ready = true;
      ready.add(stream);
    }
  }

  void run(long now) {
    if (running) {
      return; // The edge called back; the loop below goes on.
    }
    running = true;
    try {
      while (!stopped && !ready.isEmpty() && edge.writable()) {
        StreamState stream = ready.poll();
        stream.ready = false;
        sendPiece(stream, now);
      }
    } finally {
      running = false;
    }
  }

  /// Sends nothing any more.
  void stop() {
    stopped = true;
    ready.clear();
  }

  private void sendPiece(StreamState stream, long now) {
    byte[] head = stream.queue.peek();
    if (head == null || stream.sendWindow == 0) {
      return;
    }
    int from = stream.sentOfHead;
    int size = (int) Math.min(Math.min(stream.sendWindow, PIECE), head.length - from);
    stream.sendWindow -= size;
    stream.sentOfHead += size;
    stream.since = now;
    if (stream.sentOfHead == head.length) {
      stream.queue.poll();
      stream.sentOfHead = 0;
    }
    byte[] header = new FrameHeader(FrameHeader.DATA, 0, stream.id, size).bytes();
    edge.send(header, head, from, from + size);
    if (stream.queue.isEmpty()) {
      emptied.accept(stream);
    } else {
      offer(stream);
    }
  }
}
