// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import java.io.IOException;
import java.io.OutputStream;

/// A frozen state that can be streamed once, on a thread of its own, in Consul's snapshot record
/// format.
public interface SnapshotSource extends AutoCloseable {
  void writeTo(OutputStream out) throws IOException;

  /// Lets go of what the picture holds. Called exactly once, also when the stream failed or was
  /// never written.
  @Override
  default void close() {}
}
