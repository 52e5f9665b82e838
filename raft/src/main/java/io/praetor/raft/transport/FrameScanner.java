// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.buffer.ByteBuf;
import io.praetor.wire.DecodeException;

/// Finds the end of a message in bytes that come piece by piece: msgpack on a socket has no length
/// in front. Looks at each header once, believes no count or length that could not fit into
/// [#MAX_BYTES], and takes no memory for what is announced.
final class FrameScanner {
  /// 64 entries of the largest size that Consul writes, and room to spare.
  static final int MAX_BYTES = 64 << 20;

  private static final int MAX_DEPTH = 16;

  /// Values still to come at each depth.
  private final long[] left = new long[MAX_DEPTH + 1];

  private int depth;
  private long at;

  /// Begins a message of `skipped` bytes that are not msgpack, then `values` values.
  void begin(int skipped, int values) {
    depth = 0;
    left[0] = values;
    at = skipped;
  }

  /// How long the message is, once [#isWhole] has said yes.
  int length() {
    return (int) at;
  }

  /// Whether the message that starts at `start` is all there. Throws [DecodeException] when it
  /// cannot become one.
  boolean isWhole(ByteBuf in, int start, int available) {
    while (at <= available) {
      while (left[depth] == 0) {
        if (depth == 0) {
          return true;
        }
        depth--;
      }
      if (!value(in, start, available)) {
        return false;
      }
    }
    return false;
  }

  /// Steps over one value, or into it; false when its header is not there yet.
  private boolean value(ByteBuf in, int start, int available) {
    if (at == available) {
      return false;
    }
    int head = in.getUnsignedByte(start + (int) at);
    int width = lengthWidth(head);
    if (at + 1 + width > available) {
      return false;
    }
    long count = width == 0 ? inlineCount(head) : length(in, start + (int) at + 1, width);
    long children = 0;
    long body = 0;
    switch (kind(head)) {
      case MAP -> children = 2 * count;
      case ARRAY -> children = count;
      case BYTES -> body = count;
    }
    at += 1 + width + body;
    if (at + children > MAX_BYTES) {
      throw DecodeException.invalid("a raft message is larger than " + MAX_BYTES + " bytes");
    }
    left[depth]--;
    if (children > 0) {
      if (depth == MAX_DEPTH) {
        throw DecodeException.invalid("a raft message is nested too deeply");
      }
      left[++depth] = children;
    }
    return true;
  }

  private enum Kind {
    MAP,
    ARRAY,
    BYTES
  }

  private static Kind kind(int head) {
    if (head >= 0x80 && head < 0x90 || head == 0xde || head == 0xdf) {
      return Kind.MAP;
    }
    return head >= 0x90 && head < 0xa0 || head == 0xdc || head == 0xdd ? Kind.ARRAY : Kind.BYTES;
  }

  /// How many bytes after the header hold a length or a count.
  private static int lengthWidth(int head) {
    return switch (head) {
      case 0xc4, 0xd9 -> 1;
      case 0xc5, 0xda, 0xdc, 0xde -> 2;
      case 0xc6, 0xdb, 0xdd, 0xdf -> 4;
      default -> 0;
    };
  }

  /// The count in the header itself; for numbers the bytes that follow.
  private static int inlineCount(int head) {
    if (head < 0x80 || head >= 0xe0) {
      return 0;
    }
    if (head < 0xa0) {
      return head & 0x0f;
    }
    if (head < 0xc0) {
      return head & 0x1f;
    }
    return switch (head) {
      case 0xc0, 0xc2, 0xc3 -> 0;
      case 0xcc, 0xd0 -> 1;
      case 0xcd, 0xd1 -> 2;
      case 0xca, 0xce, 0xd2 -> 4;
      case 0xcb, 0xcf, 0xd3 -> 8;
      default ->
          throw DecodeException.invalid("msgpack: unsupported byte 0x" + Integer.toHexString(head));
    };
  }

  private static long length(ByteBuf in, int index, int width) {
    return switch (width) {
      case 1 -> in.getUnsignedByte(index);
      case 2 -> in.getUnsignedShort(index);
      default -> in.getUnsignedInt(index);
    };
  }
}
