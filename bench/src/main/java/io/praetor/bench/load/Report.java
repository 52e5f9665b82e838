// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Prints what was measured: rates and times with their ratio, then what one operation cost whom.
final class Report {
  private Report() {}

  /// @param columns what each program did, the workloads in the same order for all
  static void print(String title, Map<String, List<Measured>> columns) {
    System.out.printf(
        "%s, load average %.1f on %d cores%n",
        title,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
    int workloads = columns.values().iterator().next().size();
    for (int i = 0; i < workloads; i++) {
      for (var column : columns.entrySet()) {
        rate(column.getKey(), column.getValue().get(i));
      }
      ratio(columns, i);
    }
    System.out.println();
    System.out.println("For one operation:");
    for (int i = 0; i < workloads; i++) {
      for (var column : columns.entrySet()) {
        cost(column.getKey(), column.getValue().get(i));
      }
    }
  }

  private static void rate(String program, Measured measured) {
    System.out.printf(
        "%-17s %-8s %9.0f /s   p50 %7.2f ms   p99 %7.2f ms   %d errors%n",
        measured.kind().flag(),
        program,
        measured.rate(),
        measured.p50Millis(),
        measured.p99Millis(),
        measured.outcome().errors());
  }

  private static void ratio(Map<String, List<Measured>> columns, int workload) {
    if (columns.size() < 2) {
      return;
    }
    Iterator<List<Measured>> each = columns.values().iterator();
    Measured ours = each.next().get(workload);
    Measured theirs = each.next().get(workload);
    System.out.printf(
        "%-17s %-8s %9.2f x    p50 %7.2f x    p99 %7.2f x    processor time %.2f x%n",
        ours.kind().flag(),
        "ratio",
        ours.rate() / theirs.rate(),
        ours.p50Millis() / theirs.p50Millis(),
        ours.p99Millis() / theirs.p99Millis(),
        ours.microsPerOperation() / theirs.microsPerOperation());
  }

  private static void cost(String program, Measured measured) {
    long operations = measured.operations();
    measured
        .spent()
        .forEach(
            (who, usage) ->
                System.out.printf(
                    "%-17s %-8s %-25s %s%n",
                    measured.kind().flag(), program, who, usage.perOperation(operations)));
    System.out.printf(
        "%-17s %-8s %-25s %7.1f us",
        measured.kind().flag(), program, "all", measured.microsPerOperation());
    measured
        .diskFlushes()
        .ifPresent(
            flushes ->
                System.out.printf(
                    ", %.3f flushes of the disk, whoever asked for them",
                    flushes / (double) Math.max(1, operations)));
    System.out.println();
  }
}
