// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.chunk;

import java.nio.ByteBuffer;

/// What the extensions of a log entry say of the piece in it: protobuf with the fields 1 operation
/// (u64), 2 sequence (u32), 3 count (u32) and 4 further extensions, which nobody uses.
record ChunkHeader(long operation, int sequence, int count) {
  /// A command of the largest value that can be configured has far fewer pieces.
  private static final int MAX_COUNT = 1 << 16;

  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int MAX_VARINT_BITS = 63;

  /// @throws IllegalArgumentException when the bytes are anything else
  static ChunkHeader parse(byte[] extensions) {
    ByteBuffer in = ByteBuffer.wrap(extensions);
    long operation = 0;
    long sequence = 0;
    long count = 0;
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch ((int) (tag & 7)) {
        case VARINT -> {
          long value = varint(in);
          switch ((int) (tag >>> 3)) {
            case 1 -> operation = value;
            case 2 -> sequence = value;
            case 3 -> count = value;
            default -> {}
          }
        }
        case BYTES -> {
          long length = varint(in);
          if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("extensions end early");
          }
          in.position(in.position() + (int) length);
        }
        default -> throw new IllegalArgumentException("extensions are no chunk header");
      }
    }
    if (count < 1 || count > MAX_COUNT || sequence < 0 || sequence >= count) {
      throw new IllegalArgumentException("chunk " + sequence + " of " + count);
    }
    return new ChunkHeader(operation, (int) sequence, (int) count);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift <= MAX_VARINT_BITS; shift += 7) {
      if (!in.hasRemaining()) {
        throw new IllegalArgumentException("extensions end early");
      }
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number in the extensions is too long");
  }
}
