// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import java.util.Arrays;

/// The LZW of memberlist's compressed messages: eight-bit literals, codes of 9 to 12 bits, least
/// significant bit first, with a clear code when the table is full. Not the variant of TIFF.
public final class Lzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST_WIDTH = 9;
  private static final int MAX_WIDTH = 12;
  private static final int LAST = (1 << MAX_WIDTH) - 1;
  private static final int TABLE = 1 << 14;
  private static final int TABLE_MASK = TABLE - 1;

  private Lzw() {}

  public static byte[] compress(byte[] data) {
    BitWriter out = new BitWriter(data.length + data.length / 2 + 16);
    // An open hash of (prefix code, next byte) to code; a key of 0 is free, so keys are kept plus
    // 1.
    int[] keys = new int[TABLE];
    short[] codes = new short[TABLE];
    int width = FIRST_WIDTH;
    int next = END; // The last code that was given out.
    int overflow = 1 << FIRST_WIDTH;
    out.write(CLEAR, width);
    if (data.length == 0) {
      out.write(END, width);
      return out.finish();
    }
    int prefix = data[0] & 0xff;
    for (int i = 1; i < data.length; i++) {
      int key = (prefix << 8 | (data[i] & 0xff)) + 1;
      int slot = (key * 0x9E3779B1 >>> 18) & TABLE_MASK;
      while (keys[slot] != 0 && keys[slot] != key) {
        slot = (slot + 1) & TABLE_MASK;
      }
      if (keys[slot] == key) {
        prefix = codes[slot];
        continue;
      }
      out.write(prefix, width);
      prefix = data[i] & 0xff;
      next++;
      if (next == overflow) {
        width++;
        overflow <<= 1;
      }
      if (next == LAST) {
        out.write(CLEAR, width);
        width = FIRST_WIDTH;
        next = END;
        overflow = 1 << FIRST_WIDTH;
        Arrays.fill(keys, 0);
      } else {
        keys[slot] = key;
        codes[slot] = (short) next;
      }
    }
    out.write(prefix, width);
    next++;
    if (next == overflow) {
      width++;
    }
    if (next == LAST) {
      out.write(CLEAR, width);
      width = FIRST_WIDTH;
    }
    out.write(END, width);
    return out.finish();
  }

  /// @throws PacketException when the codes make no sense, do not end, or give more than `limit`
  ///     bytes
  public static byte[] decompress(byte[] data, int limit) {
    byte[] out = new byte[Math.min(limit, Math.max(64, data.length * 3))];
    int size = 0;
    int[] starts = new int[LAST + 1]; // Where in `out` the string of a code starts …
    int[] lengths = new int[LAST + 1]; // … and how long it is.
    int width = FIRST_WIDTH;
    int high = END;
    int last = -1;
    int lastStart = 0;
    int lastLength = 0;
    long bits = 0;
    int count = 0;
    int at = 0;
    while (true) {
      while (count < width) {
        if (at == data.length) {
          throw new PacketException("compressed data ends early");
        }
        bits |= (long) (data[at++] & 0xff) << count;
        count += 8;
      }
      int code = (int) bits & ((1 << width) - 1);
      bits >>>= width;
      count -= width;
      if (code == END) {
        return Arrays.copyOf(out, size);
      }
      if (code == CLEAR) {
        width = FIRST_WIDTH;
        high = END;
        last = -1;
        continue;
      }
      int length;
      if (code < CLEAR) {
        length = 1;
      } else if (last >= 0 && code <= high) {
        length = lengths[code];
      } else if (last >= 0 && code == high + 1 && high < LAST) {
        length = lastLength + 1;
      } else {
        throw new PacketException("compressed data holds a code that was not given out");
      }
      if (length > limit - size) {
        throw new PacketException("compressed data is more than " + limit + " bytes");
      }
      if (size + length > out.length) {
        out = Arrays.copyOf(out, Math.min(limit, Math.max(size + length, out.length * 2)));
      }
      int start = size;
      if (code < CLEAR) {
        out[size++] = (byte) code;
      } else if (code <= high) {
        System.arraycopy(out, starts[code], out, size, length);
        size += length;
      } else {
        System.arraycopy(out, lastStart, out, size, lastLength);
        out[size + lastLength] = out[lastStart];
        size += length;
      }
      if (last >= 0 && high < LAST) {
        high++;
        // The last string and the byte after it stand together in the output.
        starts[high] = lastStart;
        lengths[high] = lastLength + 1;
      }
      if (high + 1 >= 1 << width && width < MAX_WIDTH) {
        width++;
      }
      last = code;
      lastStart = start;
      lastLength = length;
    }
  }

  private static final class BitWriter {
    private byte[] out;
    private int size;
    private long bits;
    private int count;

    BitWriter(int capacity) {
      out = new byte[capacity];
    }

    void write(int code, int width) {
      bits |= (long) code << count;
      count += width;
      while (count >= 8) {
        put();
        count -= 8;
      }
    }

    private void put() {
      if (size == out.length) {
        out = Arrays.copyOf(out, size * 2);
      }
      out[size++] = (byte) bits;
      bits >>>= 8;
    }

    byte[] finish() {
      if (count > 0) {
        put();
      }
      return Arrays.copyOf(out, size);
    }
  }
}
