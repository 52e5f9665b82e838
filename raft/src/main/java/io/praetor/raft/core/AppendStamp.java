// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

/// Turns the time of a step into the `AppendedAt` bytes of an entry (wall clock, Go's binary form).
@FunctionalInterface
public interface AppendStamp {
  byte[] at(long nowNanos);
}
