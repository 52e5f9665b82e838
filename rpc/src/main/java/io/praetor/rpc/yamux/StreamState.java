// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

import java.util.ArrayDeque;

/// One stream of a session.
final class StreamState {
  final int id;
  final ArrayDeque<byte[]> queue = new ArrayDeque<>();

  /// Of the first array in the queue.
  int sentOfHead;

  /// What the peer still takes.
  long sendWindow;

  /// What the peer may still send.
  int receiveWindow;

  /// Consumed, but not yet told to the peer.
  int credit;

  boolean acknowledged;
  boolean finishing;
  boolean finished;
  boolean peerEnded;

  /// Whether it is in the session's queue of streams that can send.
  boolean ready;

  /// When it was opened, then when it last made progress, then when it was finished.
  long since;

  StreamState(int id, int window, boolean acknowledged, long now) {
    this.id = id;
    this.sendWindow = window;
    this.receiveWindow = window;
    this.acknowledged = acknowledged;
    this.since = now;
  }
}
