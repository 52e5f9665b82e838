// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.exec;

import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/// Cuts a program's output into the pieces that are uploaded: full ones at once, a shorter one when the
/// output has paused, and an empty one as a sign of life when there has been nothing for long. Sizes and
/// times are Consul's. One thread; time is handed in.
final class OutputPieces {
  static final int PIECE_BYTES = 4 * 1024;
  static final long PAUSE_NANOS = 500_000_000L;

  /// Shorter waits would only load the servers.
  private static final long MIN_SILENCE_NANOS = 100_000_000L;

  private final long silenceNanos;
  private final byte[] kept = new byte[PIECE_BYTES];
  private int size;
  private long lastOutput;
  private long lastPiece;

  /// @param silenceNanos after this long without a piece an empty one is due
  OutputPieces(long silenceNanos, long now) {
    this.silenceNanos = Math.max(MIN_SILENCE_NANOS, silenceNanos);
    this.lastPiece = now;
  }

  /// Takes output, and returns the pieces that it completes.
  List<Bytes> add(byte[] data, int length, long now) {
    List<Bytes> full = new ArrayList<>();
    for (int from = 0; from < length; ) {
      int part = Math.min(PIECE_BYTES - size, length - from);
      System.arraycopy(data, from, kept, size, part);
      size += part;
      from += part;
      if (size == PIECE_BYTES) {
        full.add(cut(now));
      }
    }
    lastOutput = now;
    return full;
  }

  /// When [#due] has something to give, unless more output comes first.
  long deadline() {
    return size > 0
        ? Math.min(lastOutput + PAUSE_NANOS, lastPiece + silenceNanos)
        : lastPiece + silenceNanos;
  }

  /// The piece whose time has come, which may be empty; none before the deadline.
  List<Bytes> due(long now) {
    return now < deadline() ? List.of() : List.of(cut(now));
  }

  /// What is left when the output has ended.
  List<Bytes> rest(long now) {
    return size == 0 ? List.of() : List.of(cut(now));
  }

  private Bytes cut(long now) {
    Bytes piece = size == 0 ? Bytes.NIL : Bytes.copyOf(kept, 0, size);
    size = 0;
    lastPiece = now;
    return piece;
  }
}
