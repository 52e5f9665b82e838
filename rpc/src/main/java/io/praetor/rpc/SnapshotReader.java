// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.wire.Msgpack;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a snapshot stream into its type bytes and msgpack values. Holds one record at a time; one
/// record may not be larger than {@link #MAX_RECORD_BYTES}.
final class SnapshotReader {
  /// Far above the largest value that a server accepts.
  static final int MAX_RECORD_BYTES = 256 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;

  SnapshotReader(InputStream in) {
    this.in = in;
  }

  /// The next type byte, or -1 at the end of the stream.
  int type() throws IOException {
    if (from == to && !more()) {
      return -1;
    }
    return buffer[from++] & 0xff;
  }

  /// The msgpack value that follows.
  byte[] value() throws IOException {
    int end = to > from ? Msgpack.end(buffer, from, to) : -1;
    while (end < 0) {
      if (!more()) {
        throw new EOFException("the snapshot ends inside a record");
      }
      end = Msgpack.end(buffer, from, to);
    }
    byte[] value = Arrays.copyOfRange(buffer, from, end);
    from = end;
    return value;
  }

  private boolean more() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      if (buffer.length >= MAX_RECORD_BYTES) {
        throw new IOException("a record of the snapshot is larger than " + MAX_RECORD_BYTES);
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, to, buffer.length - to);
    if (read < 0) {
      return false;
    }
    to += read;
    return true;
  }
}
