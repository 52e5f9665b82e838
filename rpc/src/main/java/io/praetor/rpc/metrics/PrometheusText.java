// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The cumulative figures of each series in the text format 0.0.4 of Prometheus: gauges, counters,
/// and summaries with three quantiles over the last ten seconds.
final class PrometheusText {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int MAX_WINDOW_SAMPLES = 1024;
  private static final int MAX_SERIES = 20_000;
  private static final double[] QUANTILES = {0.5, 0.9, 0.99};

  private enum Kind {
    GAUGE("gauge"),
    COUNTER("counter"),
    SUMMARY("summary");

    final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private record Timed(Instant at, double value) {}

  private static final class Value {
    final Kind kind;
    private double total;
    private long count;
    private Instant touched = Instant.EPOCH;
    private final ArrayDeque<Timed> window = new ArrayDeque<>();

    Value(Kind kind) {
      this.kind = kind;
    }

    synchronized void put(double value, Instant now) {
      touched = now;
      count++;
      switch (kind) {
        case GAUGE -> total = value;
        case COUNTER -> total += value;
        case SUMMARY -> {
          total += value;
          window.addLast(new Timed(now, value));
          while (window.size() > MAX_WINDOW_SAMPLES) {
            window.removeFirst();
          }
        }
      }
    }

    synchronized boolean untouchedSince(Instant time) {
      return touched.isBefore(time);
    }

    synchronized void render(StringBuilder out, String name, List<Label> labels, Instant now) {
      if (kind != Kind.SUMMARY) {
        line(out, name, labels, "", total);
        return;
      }
      double[] recent =
          window.stream()
              .filter(sample -> sample.at().isAfter(now.minus(WINDOW)))
              .mapToDouble(Timed::value)
              .sorted()
              .toArray();
      for (double quantile : QUANTILES) {
        int rank = (int) Math.ceil(quantile * recent.length) - 1;
        double value = recent.length == 0 ? Double.NaN : recent[Math.max(0, rank)];
        line(out, name, labels, "quantile=\"" + number(quantile) + "\"", value);
      }
      line(out, name + "_sum", labels, "", total);
      line(out, name + "_count", labels, "", (double) count);
    }
  }

  private final Duration retention;
  private final Map<Series, Value> values = new ConcurrentHashMap<>();

  PrometheusText(Duration retention) {
    this.retention = retention;
  }

  void gauge(Series series, double value, Instant now) {
    put(series, Kind.GAUGE, value, now);
  }

  void counter(Series series, double increment, Instant now) {
    put(series, Kind.COUNTER, increment, now);
  }

  void sample(Series series, double value, Instant now) {
    put(series, Kind.SUMMARY, value, now);
  }

  private void put(Series series, Kind kind, double value, Instant now) {
    Value kept = values.get(series);
    if (kept == null) {
      if (values.size() >= MAX_SERIES) {
        return;
      }
      kept = values.computeIfAbsent(series, key -> new Value(kind));
    }
    if (kept.kind == kind) {
      kept.put(value, now);
    }
  }

  String render(Instant now) {
    Instant oldest = now.minus(retention);
    values.values().removeIf(value -> value.untouchedSince(oldest));
    StringBuilder out = new StringBuilder();
    String last = "";
    for (Map.Entry<Series, Value> entry : new TreeMap<>(values).entrySet()) {
      String name = name(entry.getKey().name());
      if (!name.equals(last)) {
        out.append("# HELP ").append(name).append(' ').append(name).append('\n');
        out.append("# TYPE ").append(name).append(' ');
        out.append(entry.getValue().kind.word).append('\n');
        last = name;
      }
      entry.getValue().render(out, name, entry.getKey().labels(), now);
    }
    return out.toString();
  }

  private static String name(String text) {
    String name = text.replaceAll("[^a-zA-Z0-9_:]", "_");
    return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  private static void line(
      StringBuilder out, String name, List<Label> labels, String more, double value) {
    out.append(name);
    String[] pairs =
        labels.stream()
            .map(label -> name(label.name()) + "=\"" + escape(label.value()) + "\"")
            .toArray(String[]::new);
    if (!more.isEmpty()) {
      pairs = Arrays.copyOf(pairs, pairs.length + 1);
      pairs[pairs.length - 1] = more;
    }
    if (pairs.length > 0) {
      out.append('{').append(String.join(",", pairs)).append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }
}
