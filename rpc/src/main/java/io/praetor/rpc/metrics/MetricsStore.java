// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps figures in memory in intervals of ten seconds, as Consul's metrics library does, and on
/// request also in the cumulative form of Prometheus. The number of series is bounded: labels never
/// hold names that clients choose, and if they did, later series would not be counted.
public final class MetricsStore implements Metrics {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int KEPT_INTERVALS = 6;
  private static final int MAX_SERIES = 20_000;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '+0000 UTC'").withZone(ZoneOffset.UTC);

  private static final class Interval {
    final long number;
    final Map<Series, Double> gauges = new ConcurrentHashMap<>();
    final Map<Series, Aggregate> counters = new ConcurrentHashMap<>();
    final Map<Series, Aggregate> samples = new ConcurrentHashMap<>();

    Interval(long number) {
      this.number = number;
    }
  }

  private volatile MetricsSettings settings;
  private final InstantSource clock;
  private final @Nullable PrometheusText prometheus;
  private final ArrayDeque<Interval> finished = new ArrayDeque<>();
  private volatile Interval current;

  public MetricsStore(MetricsSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.prometheus =
        settings.prometheusRetention().isPositive()
            ? new PrometheusText(settings.prometheusRetention())
            : null;
    this.current = new Interval(number(clock.instant()));
  }

  /// Changes which figures are kept, for those that come from now on. Names and the Prometheus form
  /// stay as they were.
  public void reload(MetricsSettings changed) {
    settings =
        new MetricsSettings(
            settings.prefix(),
            settings.hostname(),
            changed.filterDefault(),
            changed.allowedPrefixes(),
            changed.blockedPrefixes(),
            settings.prometheusRetention());
  }

  @Override
  public void gauge(String name, double value, Label... labels) {
    String host = settings.hostname();
    Series series = series(host.isEmpty() ? name : host + "." + name, labels);
    if (settings.allows(series.name())) {
      Instant now = clock.instant();
      Interval interval = interval(now);
      if (interval.gauges.size() < MAX_SERIES) {
        interval.gauges.put(series, value);
      }
      if (prometheus != null) {
        prometheus.gauge(series, value, now);
      }
    }
  }

  @Override
  public void counter(String name, double increment, Label... labels) {
    Series series = series(name, labels);
    if (settings.allows(series.name())) {
      Instant now = clock.instant();
      add(interval(now).counters, series, increment);
      if (prometheus != null) {
        prometheus.counter(series, increment, now);
      }
    }
  }

  @Override
  public void sample(String name, double value, Label... labels) {
    Series series = series(name, labels);
    if (settings.allows(series.name())) {
      Instant now = clock.instant();
      add(interval(now).samples, series, value);
      if (prometheus != null) {
        prometheus.sample(series, value, now);
      }
    }
  }

  private Series series(String name, Label... labels) {
    String full = settings.prefix().isEmpty() ? name : settings.prefix() + "." + name;
    return new Series(full, List.copyOf(Arrays.asList(labels)));
  }

  private static void add(Map<Series, Aggregate> values, Series series, double value) {
    Aggregate aggregate = values.get(series);
    if (aggregate == null) {
      if (values.size() >= MAX_SERIES) {
        return;
      }
      aggregate = values.computeIfAbsent(series, key -> new Aggregate());
    }
    aggregate.add(value);
  }

  private static long number(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), INTERVAL.toMillis());
  }

  private Interval interval(Instant now) {
    Interval interval = current;
    return interval.number == number(now) ? interval : roll(number(now));
  }

  private synchronized Interval roll(long number) {
    Interval interval = current;
    if (interval.number < number) {
      finished.addLast(interval);
      while (finished.size() > KEPT_INTERVALS) {
        finished.removeFirst();
      }
      interval = new Interval(number);
      current = interval;
    }
    return interval;
  }

  /// The number of the interval that [#summary] would show; grows by one every ten seconds.
  public long summaryNumber() {
    interval(clock.instant());
    return shown().number;
  }

  /// The newest finished interval, or the first one while there is no other.
  public MetricsSummary summary() {
    interval(clock.instant());
    Interval interval = shown();
    double seconds = INTERVAL.toSeconds();
    Instant start = Instant.ofEpochMilli(interval.number * INTERVAL.toMillis());
    return new MetricsSummary(
        TIMESTAMP.format(start),
        new TreeMap<>(interval.gauges)
            .entrySet().stream()
                .map(
                    e ->
                        new MetricsSummary.Gauge(
                            e.getKey().name(), e.getValue(), e.getKey().labels()))
                .toList(),
        summaries(interval.counters, seconds),
        summaries(interval.samples, seconds));
  }

  private synchronized Interval shown() {
    Interval last = finished.peekLast();
    return last == null ? current : last;
  }

  private static List<MetricsSummary.Sampled> summaries(
      Map<Series, Aggregate> values, double seconds) {
    return new TreeMap<>(values)
        .entrySet().stream().map(e -> e.getValue().summary(e.getKey(), seconds)).toList();
  }

  /// The Prometheus form, empty while that is off.
  public Optional<String> prometheus() {
    return prometheus == null ? Optional.empty() : Optional.of(prometheus.render(clock.instant()));
  }
}
