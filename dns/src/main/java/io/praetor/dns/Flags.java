// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

/// The second 16 bits of a DNS header: masks, and the two small numbers packed between them.
public final class Flags {
  public static final int QR = 0x8000;
  public static final int AA = 0x0400;
  public static final int TC = 0x0200;
  public static final int RD = 0x0100;
  public static final int RA = 0x0080;
  public static final int AD = 0x0020;
  public static final int CD = 0x0010;

  static final int OPCODE_QUERY = 0;
  static final int OPCODE_NOTIFY = 4;

  private static final int OPCODE_MASK = 0x7800;
  private static final int RCODE_MASK = 0x000f;

  private Flags() {}

  public static int opcode(int flags) {
    return (flags & OPCODE_MASK) >> 11;
  }

  public static int rcode(int flags) {
    return flags & RCODE_MASK;
  }

  static int withRcode(int flags, int rcode) {
    return (flags & ~RCODE_MASK) | rcode;
  }

  static int opcodeBits(int flags) {
    return flags & OPCODE_MASK;
  }
}
