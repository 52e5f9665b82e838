// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Keeps memory in proportion to the state, as Go's collector does for Consul. The serial collector
/// looks at what is old only when the largest heap is full, and that is half of the machine: replaced
/// state would pile up until then. So a collection is asked for whenever what is old has doubled
/// since the last one. It stops the process for about a second for each gigabyte that lives.
///
/// Does nothing under collectors that decide better by themselves.
final class HeapKeeper implements Runnable {
  private static final String SERIAL_OLD_POOL = "Tenured Gen";
  private static final int LOOK_SECONDS = 5;
  private static final long LEAST_BYTES = 128L << 20;
  private static final int GROWTH = 2;

  private final MemoryPoolMXBean old;

  private HeapKeeper(MemoryPoolMXBean old) {
    this.old = old;
  }

  static void start(ScheduledExecutorService timer) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals(SERIAL_OLD_POOL)) {
        timer.scheduleWithFixedDelay(
            new HeapKeeper(pool), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  /// @param used bytes of old objects, dead ones included
  /// @param lived bytes of those that survived the last collection; 0 when there was none
  static boolean isTime(long used, long lived) {
    return used >= Math.max(LEAST_BYTES, GROWTH * lived);
  }

  @Override
  public void run() {
    MemoryUsage survived = old.getCollectionUsage();
    if (isTime(old.getUsage().getUsed(), survived == null ? 0 : survived.getUsed())) {
      System.gc();
    }
  }
}
