// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc.metrics;

/// Where every module reports its figures. Names are Consul's without the prefix (`raft.apply`,
/// `kvs.apply`), times are milliseconds. Any thread; calls are cheap and never block for long.
public interface Metrics {
  /// Counts nothing.
  Metrics NONE =
      new Metrics() {
        @Override
        public void gauge(String name, double value, Label... labels) {}

        @Override
        public void counter(String name, double increment, Label... labels) {}

        @Override
        public void sample(String name, double value, Label... labels) {}
      };

  /// A value that is what it is until it is set again.
  void gauge(String name, double value, Label... labels);

  /// Something that happened, this many times.
  void counter(String name, double increment, Label... labels);

  /// One of many values whose spread is of interest, such as a time in milliseconds.
  void sample(String name, double value, Label... labels);
}
