// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;
import org.jspecify.annotations.Nullable;

/// What must survive a crash beside the log: the term, and who got this server's vote in it.
public record HardState(long term, @Nullable ServerId vote) {
  public static final HardState INITIAL = new HardState(0, null);
}
