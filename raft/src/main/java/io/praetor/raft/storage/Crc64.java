// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import java.util.zip.Checksum;

/// CRC-64 with the reflected ECMA polynomial, as Go's `crc64.ECMA` has it and Consul's snapshot
/// directories use it.
final class Crc64 implements Checksum {
  private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
  private static final long[] TABLE = table();

  private long state = -1;

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 1 ? value >>> 1 ^ POLYNOMIAL : value >>> 1;
      }
      table[i] = value;
    }
    return table;
  }

  @Override
  public void update(int b) {
    state = TABLE[(int) (state ^ b) & 0xff] ^ state >>> 8;
  }

  @Override
  public void update(byte[] data, int from, int length) {
    long sum = state;
    for (int i = from; i < from + length; i++) {
      sum = TABLE[(int) (sum ^ data[i]) & 0xff] ^ sum >>> 8;
    }
    state = sum;
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1;
  }
}
