// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A line chart as SVG, readable on light and dark pages.
final class Chart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int RIGHT = 210;
  private static final int TOP = 44;
  private static final int BOTTOM = 52;
  private static final String[] COLOURS = {
    "#c0392b", "#2471a3", "#1e8449", "#b9770e", "#7d3c98", "#117a65", "#5d6d7e"
  };

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private boolean logX;
  private boolean logY;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  private record Point(double x, double y) {}

  private record Line(boolean dashed, List<Point> points) {}

  Chart(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  Chart logX() {
    logX = true;
    return this;
  }

  Chart logY() {
    logY = true;
    return this;
  }

  void point(String line, double x, double y) {
    add(line, false, x, y);
  }

  void dashed(String line, double x, double y) {
    add(line, true, x, y);
  }

  private void add(String line, boolean dashed, double x, double y) {
    if (!Double.isNaN(x) && !Double.isNaN(y)) {
      lines
          .computeIfAbsent(line, l -> new Line(dashed, new ArrayList<>()))
          .points
          .add(new Point(x, y));
    }
  }

  /// Nothing is written when there is nothing to draw.
  void write(Path file) throws IOException {
    if (lines.values().stream().anyMatch(line -> !line.dashed)) {
      Files.writeString(file, svg(), StandardCharsets.UTF_8);
    }
  }

  private String svg() {
    List<Point> all = lines.values().stream().flatMap(line -> line.points.stream()).toList();
    Axis x = Axis.of(logX, all.stream().mapToDouble(Point::x).toArray(), LEFT, WIDTH - RIGHT);
    Axis y = Axis.of(logY, all.stream().mapToDouble(Point::y).toArray(), HEIGHT - BOTTOM, TOP);
    StringBuilder out = new StringBuilder();
    line(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH,
        HEIGHT);
    line(out, "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    text(out, LEFT, 24, "start", "font-size=\"15\" font-weight=\"bold\"", title);
    text(out, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "", xLabel);
    text(out, LEFT - 8, TOP - 8, "end", "", yLabel);
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      line(out, "<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/>", at, TOP, HEIGHT - BOTTOM);
      text(out, at, HEIGHT - BOTTOM + 18, "middle", "", label(tick));
    }
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      line(out, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, at, WIDTH - RIGHT);
      text(out, LEFT - 8, at + 4, "end", "", label(tick));
    }
    int number = 0;
    for (Map.Entry<String, Line> entry : lines.entrySet()) {
      draw(out, entry.getKey(), entry.getValue(), COLOURS[number % COLOURS.length], number, x, y);
      number++;
    }
    return out.append("</svg>\n").toString();
  }

  private static void draw(
      StringBuilder out, String name, Line line, String colour, int number, Axis x, Axis y) {
    String dash = line.dashed ? " stroke-dasharray=\"5 4\"" : "";
    StringBuilder path = new StringBuilder();
    for (Point point : line.points) {
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              path.isEmpty() ? "M" : "L",
              x.at(point.x),
              y.at(point.y)));
      if (!line.dashed) {
        line(
            out,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
            x.at(point.x),
            y.at(point.y),
            colour);
      }
    }
    line(out, "<path d=\"%s\" fill=\"none\" stroke=\"%s\"%s/>", path, colour, dash);
    int row = TOP + 12 + 20 * number;
    int from = WIDTH - RIGHT + 14;
    line(
        out, "<path d=\"M%d %dh26\" stroke=\"%s\" stroke-width=\"2\"%s/>", from, row, colour, dash);
    text(out, from + 32, row + 4, "start", "", name);
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static void text(
      StringBuilder out, double x, double y, String anchor, String style, String text) {
    line(
        out,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222\" %s>%s</text>",
        x,
        y,
        anchor,
        style,
        text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private static String label(double tick) {
    return tick == Math.rint(tick)
        ? String.format(Locale.ROOT, "%,d", (long) tick)
        : String.format(Locale.ROOT, "%.2f", tick);
  }

  /// Values to positions.
  private record Axis(boolean log, double low, double high, double from, double to) {
    static Axis of(boolean log, double[] values, double from, double to) {
      double low = log ? Double.MAX_VALUE : 0;
      double high = 0;
      for (double value : values) {
        low = log ? Math.min(low, Math.max(value, 1e-6)) : low;
        high = Math.max(high, value);
      }
      return new Axis(log, low, high > low ? high : low + 1, from, to);
    }

    double at(double value) {
      double part =
          log
              ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
              : (value - low) / (high - low);
      return from + part * (to - from);
    }

    List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      if (log) {
        for (double decade = Math.pow(10, Math.floor(Math.log10(Math.max(low, 1e-6))));
            decade <= high;
            decade *= 10) {
          for (int digit : new int[] {1, 3}) {
            double tick = digit * decade;
            if (tick >= low * 0.999 && tick <= high * 1.001) {
              ticks.add(tick);
            }
          }
        }
        return ticks;
      }
      double step = Math.pow(10, Math.floor(Math.log10((high - low) / 3)));
      while ((high - low) / step > 8) {
        step *= (high - low) / step > 16 ? 5 : 2;
      }
      for (double tick = low; tick <= high * 1.0001; tick += step) {
        ticks.add(tick);
      }
      return ticks;
    }
  }
}
