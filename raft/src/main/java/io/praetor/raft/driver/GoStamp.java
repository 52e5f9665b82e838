// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.core.AppendStamp;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;

/// The 15 bytes of Go's `time.Time` as Consul puts them into `AppendedAt`.
final class GoStamp {
  private static final int LENGTH = 15;
  private static final byte VERSION = 1;
  private static final long SECONDS_BEFORE_1970 = 62_135_596_800L;

  private GoStamp() {}

  static AppendStamp of(InstantSource clock) {
    return nowNanos -> bytes(clock.instant());
  }

  /// Offset 0 is what a server whose zone is UTC writes.
  private static byte[] bytes(Instant instant) {
    return ByteBuffer.allocate(LENGTH)
        .put(VERSION)
        .putLong(instant.getEpochSecond() + SECONDS_BEFORE_1970)
        .putInt(instant.getNano())
        .putShort((short) 0)
        .array();
  }

  /// The zero time, which Go holds in UTC by name (-1).
  static byte[] zero() {
    return ByteBuffer.allocate(LENGTH).put(VERSION).putShort(LENGTH - 2, (short) -1).array();
  }
}
