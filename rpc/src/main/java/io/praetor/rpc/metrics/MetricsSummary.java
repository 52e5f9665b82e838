// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc.metrics;

import static io.praetor.wire.Codecs.DOUBLE;
import static io.praetor.wire.Codecs.LONG;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;

import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One interval of figures, as `/v1/agent/metrics` shows it.
public record MetricsSummary(
    String timestamp, List<Gauge> gauges, List<Sampled> counters, List<Sampled> samples) {
  public MetricsSummary {
    gauges = List.copyOf(gauges);
    counters = List.copyOf(counters);
    samples = List.copyOf(samples);
  }

  public record Gauge(String name, double value, List<Label> labels) {}

  public record Sampled(
      String name,
      long count,
      double rate,
      double sum,
      double min,
      double max,
      double mean,
      double deviation,
      List<Label> labels) {}

  /// A type of metric that Consul's library knows and Consul does not use.
  private record Point() {}

  private static final Codec<List<Label>> LABELS =
      Codecs.convert(Codecs.map(STRING), MetricsSummary::labelMap, MetricsSummary::labelList);

  private static final Struct<Gauge> GAUGE =
      Struct.<Gauge>named("GaugeValue")
          .field("Name", STRING, Gauge::name)
          .field("Value", DOUBLE, Gauge::value)
          .field("Labels", LABELS, Gauge::labels)
          .build(v -> new Gauge(v.get(0), v.get(1), v.get(2)));

  private static final Struct<Sampled> SAMPLED =
      Struct.<Sampled>named("SampledValue")
          .field("Name", STRING, Sampled::name)
          .field("Count", LONG, Sampled::count)
          .field("Rate", DOUBLE, Sampled::rate)
          .field("Sum", DOUBLE, Sampled::sum)
          .field("Min", DOUBLE, Sampled::min)
          .field("Max", DOUBLE, Sampled::max)
          .field("Mean", DOUBLE, Sampled::mean)
          .field("Stddev", DOUBLE, Sampled::deviation)
          .field("Labels", LABELS, Sampled::labels)
          .build(
              v ->
                  new Sampled(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8)));

  private static final Struct<Point> POINT =
      Struct.<Point>named("PointValue").build(v -> new Point());

  public static final Struct<MetricsSummary> CODEC =
      Struct.<MetricsSummary>named("MetricsSummary")
          .field("Timestamp", STRING, MetricsSummary::timestamp)
          .field("Gauges", list(GAUGE), MetricsSummary::gauges)
          .field("Points", list(POINT), summary -> List.of())
          .field("Counters", list(SAMPLED), MetricsSummary::counters)
          .field("Samples", list(SAMPLED), MetricsSummary::samples)
          .build(v -> new MetricsSummary(v.get(0), v.get(1), v.get(3), v.get(4)));

  private static Map<String, String> labelMap(List<Label> labels) {
    Map<String, String> map = new TreeMap<>();
    labels.forEach(label -> map.put(label.name(), label.value()));
    return map;
  }

  private static List<Label> labelList(Map<String, String> map) {
    return map.entrySet().stream().map(e -> new Label(e.getKey(), e.getValue())).toList();
  }
}
