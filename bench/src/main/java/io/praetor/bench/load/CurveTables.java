// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The measured points as Markdown, a table for each curve.
final class CurveTables {
  private static final String BEGIN = "<!-- curves -->\n";
  private static final String END = "<!-- end of curves -->";

  private final List<CurvePoint> points;
  private final StringBuilder text = new StringBuilder();

  private CurveTables(List<CurvePoint> points) {
    this.points = points;
  }

  static String of(List<CurvePoint> points) {
    CurveTables tables = new CurveTables(points);
    tables.write();
    return tables.text.toString();
  }

  /// Replaces what is between the two marks in a document.
  static void into(Path document, String tables) throws IOException {
    String before = Files.readString(document);
    int begin = before.indexOf(BEGIN);
    int end = before.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(document + " has no place for curves");
    }
    String head = before.substring(0, begin + BEGIN.length());
    Files.writeString(document, head + tables + before.substring(end));
  }

  private void write() {
    line(
        "Load average at the end: %.1f on %d cores."
            .formatted(
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors()));
    for (String curve : List.of(Curves.CLIENTS, Curves.VALUES, Curves.KEYS)) {
      line("");
      line("| %s | What | Ours | Consul | Rate | p50 | p99 |".formatted(curve));
      line("|---|---|---|---|---|---|---|");
      points.stream()
          .filter(point -> point.curve().equals(curve) && point.program().equals("praetor"))
          .forEach(point -> line(row(point, peer(point))));
    }
    for (CurvePoint point : points) {
      if (point.outcome().errors() > 0) {
        line("");
        line(
            "%s had %d errors at %d %s, %s."
                .formatted(
                    point.program(),
                    point.outcome().errors(),
                    point.at(),
                    point.curve(),
                    what(point)));
      }
    }
  }

  private Optional<CurvePoint> peer(CurvePoint ours) {
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

  private void line(String line) {
    text.append(line).append('\n');
  }
}
