// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The measured points as one SVG: writes above, reads below, a panel for each curve. Both axes are
/// logarithmic.
final class CurvePlot {
  private static final int PANEL_WIDTH = 300;
  private static final int PANEL_HEIGHT = 210;
  private static final int LEFT = 62;
  private static final int TOP = 46;
  private static final int GAP_X = 70;
  private static final int GAP_Y = 66;
  private static final List<String> CURVES = List.of(Curves.CLIENTS, Curves.VALUES, Curves.KEYS);
  private static final List<Workload.Kind> KINDS =
      List.of(Workload.Kind.KV_PUT, Workload.Kind.KV_GET);

  private final List<CurvePoint> points;
  private final StringBuilder svg = new StringBuilder();

  private CurvePlot(List<CurvePoint> points) {
    this.points = points;
  }

  static String of(List<CurvePoint> points) {
    return new CurvePlot(points).draw();
  }

  private String draw() {
    int width = LEFT + CURVES.size() * (PANEL_WIDTH + GAP_X);
    int height = TOP + KINDS.size() * (PANEL_HEIGHT + GAP_Y);
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">"
            .formatted(width, height));
    line("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>".formatted(width, height));
    legend(LEFT, "praetor", "ours");
    legend(LEFT + 80, "peer", "Consul");
    for (int row = 0; row < KINDS.size(); row++) {
      for (int column = 0; column < CURVES.size(); column++) {
        panel(
            KINDS.get(row),
            CURVES.get(column),
            LEFT + column * (PANEL_WIDTH + GAP_X),
            TOP + row * (PANEL_HEIGHT + GAP_Y));
      }
    }
    line("</svg>");
    return svg.toString();
  }

  private void legend(int x, String program, String name) {
    line(
        "<line x1=\"%d\" y1=\"16\" x2=\"%d\" y2=\"16\" stroke=\"%s\" stroke-width=\"2\"/>"
            .formatted(x, x + 24, color(program)));
    line("<text x=\"%d\" y=\"20\">%s</text>".formatted(x + 30, name));
  }

  private void panel(Workload.Kind kind, String curve, int x, int y) {
    List<CurvePoint> all =
        points.stream()
            .filter(p -> p.kind() == kind && p.curve().equals(curve))
            .sorted(Comparator.comparingInt(CurvePoint::at))
            .toList();
    if (all.isEmpty()) {
      return;
    }
    Axis across = Axis.of(all.stream().mapToDouble(CurvePoint::at).toArray(), x, x + PANEL_WIDTH);
    Axis up =
        Axis.decades(all.stream().mapToDouble(CurvePoint::rate).toArray(), y + PANEL_HEIGHT, y);
    String what = kind == Workload.Kind.KV_PUT ? "writes" : "reads";
    line("<text x=\"%d\" y=\"%d\">%s a second by %s</text>".formatted(x, y - 8, what, curve));
    for (double rate = up.from(); rate <= up.to() * 1.01; rate *= 10) {
      double at = up.place(rate);
      line(
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>"
              .formatted(x, at, x + PANEL_WIDTH, at));
      line(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>"
              .formatted(x - 6, at + 4, rate));
    }
    all.stream()
        .mapToInt(CurvePoint::at)
        .distinct()
        .forEach(
            at ->
                line(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                        .formatted(across.place(at), y + PANEL_HEIGHT + 18, shortly(at))));
    for (String program : List.of("peer", "praetor")) {
      curve(all.stream().filter(p -> p.program().equals(program)).toList(), across, up, program);
    }
  }

  private void curve(List<CurvePoint> own, Axis across, Axis up, String program) {
    String places =
        own.stream()
            .map(p -> "%.1f,%.1f".formatted(across.place(p.at()), up.place(p.rate())))
            .collect(Collectors.joining(" "));
    line(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
            .formatted(places, color(program)));
    for (CurvePoint point : own) {
      line(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>%,.0f</title></circle>"
              .formatted(
                  across.place(point.at()), up.place(point.rate()), color(program), point.rate()));
    }
  }

  /// From numbers to places, both given by their ends.
  private record Axis(double from, double to, double begin, double end) {
    static Axis of(double[] values, double begin, double end) {
      double least = values[0];
      double most = values[0];
      for (double value : values) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      return new Axis(least, Math.max(most, least * 2), begin, end);
    }

    /// Ends at powers of ten.
    static Axis decades(double[] values, double begin, double end) {
      Axis tight = of(values, begin, end);
      return new Axis(
          Math.pow(10, Math.floor(Math.log10(Math.max(1, tight.from)))),
          Math.pow(10, Math.ceil(Math.log10(Math.max(2, tight.to)))),
          begin,
          end);
    }

    double place(double value) {
      double share = Math.log(Math.max(value, from) / from) / Math.log(to / from);
      return begin + share * (end - begin);
    }
  }

  private static String color(String program) {
    return program.equals("praetor") ? "#0072b2" : "#d55e00";
  }

  private static String shortly(int number) {
    if (number >= 1_000_000) {
      return number / 1_000_000 + "M";
    }
    if (number >= 1024 && number % 1024 == 0) {
      return number / 1024 + "Ki";
    }
    return number >= 1000 ? number / 1000 + "k" : Integer.toString(number);
  }

  private void line(String text) {
    svg.append(text).append('\n');
  }
}
