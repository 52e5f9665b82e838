// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import java.io.IOException;
import java.io.InputStream;

/// A finished snapshot. `open` reads its state bytes (`meta().sizeBytes()` of them); each call
/// starts anew.
public interface Snapshot {
  SnapshotMeta meta();

  InputStream open() throws IOException;

  /// Whether it came from outside this server's own log and is not known to be committed yet, so
  /// that what was there before it must be kept.
  default boolean isProvisional() {
    return false;
  }
}
