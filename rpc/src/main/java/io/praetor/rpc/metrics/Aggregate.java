// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc.metrics;

/// Sum, extremes and spread of the values of one interval. Guarded by itself.
final class Aggregate {
  private long count;
  private double sum;
  private double squares;
  private double min;
  private double max;

  synchronized void add(double value) {
    min = count == 0 ? value : Math.min(min, value);
    max = count == 0 ? value : Math.max(max, value);
    count++;
    sum += value;
    squares += value * value;
  }

  synchronized MetricsSummary.Sampled summary(Series series, double seconds) {
    double mean = count == 0 ? 0 : sum / count;
    double deviation =
        count < 2
            ? 0
            : Math.sqrt(
                Math.max(0, (count * squares - sum * sum) / ((double) count * (count - 1))));
    return new MetricsSummary.Sampled(
        series.name(), count, sum / seconds, sum, min, max, mean, deviation, series.labels());
  }
}
