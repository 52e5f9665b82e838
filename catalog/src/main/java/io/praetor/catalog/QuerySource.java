// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// Where a reader stands who wants the nearest results first.
public record QuerySource(
    String datacenter,
    String segment,
    String node,
    String nodePartition,
    String ip,
    boolean disableNode) {

  /// All fields at Go's zero.
  public static final QuerySource NONE = new QuerySource("", "", "", "", "", false);
}
