// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/// The measured points as Markdown, a table for each curve.
final class CurveTables {
  private CurveTables() {}

  static void print(List<CurvePoint> points) {
    System.out.printf(
        "Load average at the end: %.1f on %d cores.%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
    for (String curve : List.of(Curves.CLIENTS, Curves.VALUES, Curves.KEYS)) {
      System.out.printf("%n| %s | What | Ours | Consul | Rate | p50 | p99 |%n", curve);
      System.out.println("|---|---|---|---|---|---|---|");
      for (CurvePoint ours : points) {
        if (ours.curve().equals(curve) && ours.program().equals("praetor")) {
          System.out.println(row(ours, peer(points, ours)));
        }
      }
    }
    points.stream()
        .filter(point -> point.outcome().errors() > 0)
        .forEach(
            point ->
                System.out.printf(
                    "%n%s had %d errors at %d %s, %s.%n",
                    point.program(),
                    point.outcome().errors(),
                    point.at(),
                    point.curve(),
                    what(point)));
  }

  private static Optional<CurvePoint> peer(List<CurvePoint> points, CurvePoint ours) {
    return points.stream().filter(p -> p.program().equals("peer") && p.isLike(ours)).findFirst();
  }

  private static String row(CurvePoint ours, Optional<CurvePoint> peer) {
    String begin = "| %,d | %s | %,.0f /s |".formatted(ours.at(), what(ours), ours.rate());
    return peer.map(
            theirs ->
                begin
                    + " %,.0f /s | %.2f x | %.2f ms, %.2f x | %.1f ms, %.2f x |"
                        .formatted(
                            theirs.rate(),
                            ours.rate() / theirs.rate(),
                            ours.p50Millis(),
                            ours.p50Millis() / theirs.p50Millis(),
                            ours.p99Millis(),
                            ours.p99Millis() / theirs.p99Millis()))
        .orElse(begin + " | | %.2f ms | %.1f ms |".formatted(ours.p50Millis(), ours.p99Millis()));
  }

  private static String what(CurvePoint point) {
    return point.kind() == Workload.Kind.KV_PUT ? "write" : "read";
  }
}
