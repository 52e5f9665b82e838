// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import java.util.concurrent.atomic.AtomicLong;

/// Bounds what requests take up together, over all connections of a server: half-received ones, those
/// that wait behind another, and those that are being run. Any thread.
public final class RequestMemory {
  private static final int SHARE = 8;

  private final AtomicLong held = new AtomicLong();
  private final long most;

  RequestMemory(long most) {
    this.most = most;
  }

  /// An eighth of the memory that Java may have.
  public static RequestMemory ofHeap() {
    return new RequestMemory(Runtime.getRuntime().maxMemory() / SHARE);
  }

  long held() {
    return held.get();
  }

  /// What one stream of calls takes up. On its event loop.
  final class Share {
    private int counted;
    private boolean left;

    /// Returns whether there is room for this much; the stream is to be given up if not.
    boolean set(int bytes) {
      if (left) {
        return true;
      }
      int more = bytes - counted;
      counted = bytes;
      return held.addAndGet(more) <= most || more <= 0;
    }

    /// The stream is gone.
    void leave() {
      set(0);
      left = true;
    }
  }
}
