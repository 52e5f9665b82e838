// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// As much of the ustar format as a snapshot file needs: plain files with short names.
final class Tar {
  static final int BLOCK_BYTES = 512;
  private static final String INVALID =
      "failed to read snapshot file: failed reading snapshot: archive/tar: invalid tar header";
  private static final int NAME_BYTES = 100;
  private static final int MODE = 100;
  private static final int UID = 108;
  private static final int GID = 116;
  private static final int SIZE = 124;
  private static final int TIME = 136;
  private static final int SUM = 148;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int DEVICES = 329;
  private static final int SHORT_BYTES = 8;
  private static final int LONG_BYTES = 12;
  private static final int OWNER_ONLY = 0600;

  /// A member of the archive; the end of the archive has an empty name.
  record Member(String name, long size) {
    /// What follows the content to fill its last block.
    int padding() {
      return (int) (-size & (BLOCK_BYTES - 1));
    }
  }

  private Tar() {}

  /// The header of a file that only its owner may read.
  static byte[] header(Member member, long unixSeconds) {
    byte[] block = new byte[BLOCK_BYTES];
    put(block, 0, member.name());
    octal(block, MODE, SHORT_BYTES, OWNER_ONLY);
    octal(block, UID, SHORT_BYTES, 0);
    octal(block, GID, SHORT_BYTES, 0);
    octal(block, SIZE, LONG_BYTES, member.size());
    octal(block, TIME, LONG_BYTES, unixSeconds);
    block[TYPE] = '0';
    put(block, MAGIC, "ustar\000" + "00");
    octal(block, DEVICES, SHORT_BYTES, 0);
    octal(block, DEVICES + SHORT_BYTES, SHORT_BYTES, 0);
    octal(block, SUM, SHORT_BYTES - 1, sum(block));
    block[SUM + SHORT_BYTES - 1] = ' ';
    return block;
  }

  static Member parse(byte[] block) throws ArchiveException {
    String name = text(block, 0, NAME_BYTES);
    if (name.isEmpty()) {
      return new Member("", 0);
    }
    if (number(block, SUM, SHORT_BYTES) != sum(block)) {
      throw new ArchiveException(INVALID);
    }
    if (block[TYPE] != '0' && block[TYPE] != 0) {
      throw new ArchiveException(
          "failed to read snapshot file: unexpected file \"" + name + "\" in snapshot");
    }
    return new Member(name, number(block, SIZE, LONG_BYTES));
  }

  /// The sum of the header's bytes, those of the sum itself counted as blanks.
  private static long sum(byte[] block) {
    long sum = (long) ' ' * SHORT_BYTES;
    for (int i = 0; i < BLOCK_BYTES; i++) {
      if (i < SUM || i >= SUM + SHORT_BYTES) {
        sum += block[i] & 0xff;
      }
    }
    return sum;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /// Digits and a zero byte fill the field.
  private static void octal(byte[] block, int at, int width, long value) {
    String digits = Long.toOctalString(value);
    if (digits.length() >= width) {
      throw new IllegalArgumentException(value + " does not fit into a tar header");
    }
    put(block, at, "0".repeat(width - 1 - digits.length()) + digits);
  }

  private static String text(byte[] block, int at, int width) {
    int end = at;
    while (end < at + width && block[end] != 0) {
      end++;
    }
    return new String(Arrays.copyOfRange(block, at, end), StandardCharsets.UTF_8);
  }

  private static long number(byte[] block, int at, int width) throws ArchiveException {
    try {
      return Long.parseUnsignedLong(text(block, at, width).strip(), 8);
    } catch (NumberFormatException e) {
      throw new ArchiveException(INVALID);
    }
  }
}
