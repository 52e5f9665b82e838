// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

/// One log entry, field for field Consul's `Log`. `appendedAt` is the leader's clock in Go's
/// binary form; it is carried as opaque bytes, because followers must store what they received.
/// The arrays are never changed after construction, which is why they are not copied: entries are
/// handed from thread to thread by the million.
public record Entry(
    long index, long term, EntryType type, byte[] data, byte[] extensions, byte[] appendedAt) {
  public static final byte[] NO_BYTES = {};

  /// What an entry weighs beside its data, roughly, in memory and on the wire.
  private static final int OVERHEAD_BYTES = 96;

  public long sizeBytes() {
    return (long) data.length + extensions.length + OVERHEAD_BYTES;
  }

  @Override
  public String toString() {
    return type + "@" + index + "/" + term;
  }
}
