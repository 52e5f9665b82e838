// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What waits for the pool's thread. Bounded: packets that find it full are dropped, which gossip
/// bears, and commands are refused.
final class Inbox {
  private static final int CAPACITY = 8192;
  private static final int BATCH = 256;

  private final ArrayBlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(CAPACITY);

  /// False when it is full.
  boolean offer(Runnable input) {
    return queue.offer(input);
  }

  /// Waits for the first input, at most so long, and takes those behind it as well.
  List<Runnable> take(long waitNanos) throws InterruptedException {
    List<Runnable> batch = new ArrayList<>();
    @Nullable Runnable first = queue.poll(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
    if (first != null) {
      batch.add(first);
      queue.drainTo(batch, BATCH - 1);
    }
    return batch;
  }
}
