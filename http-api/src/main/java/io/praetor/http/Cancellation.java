// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.ArrayList;
import java.util.List;

/// Tells whoever works on a request that its client has gone. The edge cancels from an event loop,
/// so a callback must not block; a callback that comes too late runs at once.
public final class Cancellation {
  private final List<Runnable> callbacks = new ArrayList<>(1);
  private boolean cancelled;

  public synchronized boolean cancelled() {
    return cancelled;
  }

  /// Runs the callback when the client goes, unless the returned registration is closed before.
  public Registration onCancel(Runnable callback) {
    synchronized (this) {
      if (!cancelled) {
        callbacks.add(callback);
        return () -> {
          synchronized (this) {
            callbacks.remove(callback);
          }
        };
      }
    }
    callback.run();
    return () -> {};
  }

  public void cancel() {
    List<Runnable> due;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      due = List.copyOf(callbacks);
      callbacks.clear();
    }
    due.forEach(Runnable::run);
  }

  /// A callback that may be taken back.
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
