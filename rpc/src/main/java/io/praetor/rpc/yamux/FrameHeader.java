// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

/// The twelve bytes in front of every frame, big-endian: version 0, type, flags (16 bits), stream (32),
/// length (32).
///
/// @param stream 0 for what concerns the whole session
/// @param length unsigned: bytes that follow, or window delta, ping value, or reason of a go-away
public record FrameHeader(int type, int flags, int stream, int length) {
  public static final int SIZE = 12;

  public static final int DATA = 0;
  public static final int WINDOW_UPDATE = 1;
  public static final int PING = 2;
  public static final int GO_AWAY = 3;

  public static final int SYN = 1;
  public static final int ACK = 2;
  public static final int FIN = 4;
  public static final int RST = 8;

  private static final int VERSION = 0;

  /// Which is not checked here: anything that is not 0 ends the session.
  static int version(byte[] header) {
    return (header[0] & 0xff) - VERSION;
  }

  static FrameHeader parse(byte[] header) {
    return new FrameHeader(
        header[1] & 0xff,
        (header[2] & 0xff) << 8 | (header[3] & 0xff),
        bigEndian(header, 4),
        bigEndian(header, 8));
  }

  private static int bigEndian(byte[] data, int at) {
    return data[at] << 24
        | (data[at + 1] & 0xff) << 16
        | (data[at + 2] & 0xff) << 8
        | (data[at + 3] & 0xff);
  }

  public byte[] bytes() {
    return new byte[] {
      VERSION,
      (byte) type,
      (byte) (flags >> 8),
      (byte) flags,
      (byte) (stream >> 24),
      (byte) (stream >> 16),
      (byte) (stream >> 8),
      (byte) stream,
      (byte) (length >> 24),
      (byte) (length >> 16),
      (byte) (length >> 8),
      (byte) length
    };
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// The length as the unsigned number that it is.
  long unsignedLength() {
    return Integer.toUnsignedLong(length);
  }
}
