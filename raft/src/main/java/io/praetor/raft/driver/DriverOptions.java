// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.Configuration;
import io.praetor.raft.ServerId;
import io.praetor.raft.core.CoreOptions;
import org.jspecify.annotations.Nullable;

/// How one server runs. `bootstrap`, if given, becomes the first configuration of a log that is
/// still empty. At most `maxPending` proposals, reads and changes, and `maxPendingBytes` of data,
/// wait at a time; more fail at once with [io.praetor.raft.ProposalFailure.QueueFull].
public record DriverOptions(
    ServerId self,
    CoreOptions core,
    @Nullable Configuration bootstrap,
    int maxPending,
    long maxPendingBytes) {
  private static final int MAX_PENDING = 16_384;
  private static final long MAX_PENDING_BYTES = 128L << 20;

  public static DriverOptions of(
      ServerId self, CoreOptions core, @Nullable Configuration bootstrap) {
    return new DriverOptions(self, core, bootstrap, MAX_PENDING, MAX_PENDING_BYTES);
  }
}
