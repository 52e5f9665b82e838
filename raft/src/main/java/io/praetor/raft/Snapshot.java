// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import java.io.IOException;
import java.io.InputStream;

/// A finished snapshot. `open` reads its state bytes (`meta().sizeBytes()` of them); each call
/// starts anew.
public interface Snapshot {
  SnapshotMeta meta();

  InputStream open() throws IOException;
}
