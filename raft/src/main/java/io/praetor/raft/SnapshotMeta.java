// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

/// What a snapshot covers: everything up to and including `index`, with the configuration of that
/// moment.
public record SnapshotMeta(
    String id, long index, long term, ConfigurationState configuration, long sizeBytes) {
  public SnapshotMeta {
    if (index < 0 || term < 0 || sizeBytes < 0) {
      throw new IllegalArgumentException("negative index, term or size in snapshot " + id);
    }
  }
}
