// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.Snapshot;
import java.io.IOException;
import java.io.OutputStream;

/// A snapshot being written. It ends by exactly one of `publish` and `discard`.
public interface SnapshotSink {
  OutputStream out();

  /// Makes it durable, then visible in one step as the newest, and drops the oldest beyond the
  /// number kept.
  Snapshot publish() throws IOException;

  /// The same for a state that may turn out not to be the cluster's: see [SnapshotStore#withdraw].
  Snapshot publishProvisionally() throws IOException;

  void discard() throws IOException;
}
