// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.telemetry;

import io.praetor.rpc.metrics.Label;
import io.praetor.rpc.metrics.Metrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/// The `runtime.*` gauges under the names of Consul's, as far as the Java runtime has the like:
/// `num_goroutines` counts platform threads, the heap is the Java heap. Counts of single
/// allocations (`malloc_count`, `free_count`, `heap_objects`) do not exist here. Also `version`.
public record ProcessFigures(String version, String prerelease) implements FigureSource {
  @Override
  public void report(Metrics metrics) {
    Runtime runtime = Runtime.getRuntime();
    metrics.gauge("runtime.alloc_bytes", (double) (runtime.totalMemory() - runtime.freeMemory()));
    metrics.gauge("runtime.sys_bytes", (double) runtime.totalMemory());
    metrics.gauge("runtime.num_goroutines", ManagementFactory.getThreadMXBean().getThreadCount());
    long runs = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      runs += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    metrics.gauge("runtime.total_gc_runs", (double) runs);
    metrics.gauge("runtime.total_gc_pause_ns", (double) TimeUnit.MILLISECONDS.toNanos(millis));
    metrics.gauge(
        "version", 1, new Label("version", version), new Label("pre_release", prerelease));
  }
}
