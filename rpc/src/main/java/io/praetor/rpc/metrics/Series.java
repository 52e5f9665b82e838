// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc.metrics;

import java.util.List;

/// The full name of a metric with its labels: what is counted together.
record Series(String name, List<Label> labels) implements Comparable<Series> {
  @Override
  public int compareTo(Series other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : labels.toString().compareTo(other.labels.toString());
  }
}
