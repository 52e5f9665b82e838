// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

/// A configuration and the index of the log entry that carries it (0: none was ever written).
public record ConfigurationState(Configuration configuration, long index) {
  public static final ConfigurationState NONE = new ConfigurationState(Configuration.EMPTY, 0);
}
