// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import java.util.Arrays;

/// Finds where msgpack values end without decoding them. Remembers where it is, so that a value which
/// arrives in many pieces is looked at once. Depth, lengths and counts are bounded.
final class ValueSkimmer {
  private final long maxLength;

  /// Values left in each open array or map; a map counts keys and values.
  private long[] left = new long[8];

  private int depth;

  /// Bytes of the present scalar that are still to come.
  private long skip;

  /// Bytes of the present length or count that are still to come, and what it opens.
  private int lengthLeft;

  private long length;
  private Opens opens = Opens.BYTES;

  private enum Opens {
    BYTES,
    ARRAY,
    MAP
  }

  /// @param maxLength longest string and largest count
  ValueSkimmer(long maxLength) {
    this.maxLength = maxLength;
  }

  /// The index after the value, or -1 when all was taken and the value goes on. After its end the
  /// next value may begin.
  ///
  /// @throws DecodeException when it is not msgpack, or beyond a bound
  int skim(byte[] data, int from, int to) {
    int at = from;
    while (at < to) {
      boolean ended;
      if (skip > 0) {
        int size = (int) Math.min(skip, to - at);
        at += size;
        skip -= size;
        ended = skip == 0 && valueEnds();
      } else if (lengthLeft > 0) {
        length = length << 8 | (data[at++] & 0xff);
        ended = --lengthLeft == 0 && begin(opens, length);
      } else {
        ended = head(data[at++] & 0xff);
      }
      if (ended) {
        return at;
      }
    }
    return -1;
  }

  private boolean head(int head) {
    if (head < 0x80 || head >= 0xe0) {
      return valueEnds();
    }
    if (head < 0xc0) {
      return head < 0x90
          ? begin(Opens.MAP, head & 0x0f)
          : head < 0xa0 ? begin(Opens.ARRAY, head & 0x0f) : begin(Opens.BYTES, head & 0x1f);
    }
    return switch (head) {
      case 0xc0, 0xc2, 0xc3 -> valueEnds();
      case 0xc4, 0xd9 -> sized(1, Opens.BYTES);
      case 0xc5, 0xda -> sized(2, Opens.BYTES);
      case 0xc6, 0xdb -> sized(4, Opens.BYTES);
      case 0xca, 0xce, 0xd2 -> begin(Opens.BYTES, 4);
      case 0xcb, 0xcf, 0xd3 -> begin(Opens.BYTES, 8);
      case 0xcc, 0xd0 -> begin(Opens.BYTES, 1);
      case 0xcd, 0xd1 -> begin(Opens.BYTES, 2);
      case 0xdc -> sized(2, Opens.ARRAY);
      case 0xdd -> sized(4, Opens.ARRAY);
      case 0xde -> sized(2, Opens.MAP);
      case 0xdf -> sized(4, Opens.MAP);
      default ->
          throw DecodeException.invalid("msgpack: unsupported byte 0x" + Integer.toHexString(head));
    };
  }

  private boolean sized(int width, Opens what) {
    lengthLeft = width;
    length = 0;
    opens = what;
    return false;
  }

  private boolean begin(Opens what, long size) {
    if (size > maxLength) {
      throw DecodeException.invalid("msgpack: a length of " + size + " is too much");
    }
    if (size == 0) {
      return valueEnds();
    }
    if (what == Opens.BYTES) {
      skip = size;
      return false;
    }
    if (depth == Decoder.MAX_DEPTH) {
      throw DecodeException.invalid("msgpack: exceeded max depth");
    }
    if (depth == left.length) {
      left = Arrays.copyOf(left, depth * 2);
    }
    left[depth++] = what == Opens.MAP ? 2 * size : size;
    return false;
  }

  private boolean valueEnds() {
    while (depth > 0) {
      if (--left[depth - 1] > 0) {
        return false;
      }
      depth--;
    }
    return true;
  }
}
