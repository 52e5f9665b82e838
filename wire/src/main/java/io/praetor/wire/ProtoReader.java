// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads the fields of one message of Protocol Buffers, one after the other:
///
///     ProtoReader in = new ProtoReader(bytes);
///     while (in.next()) {
///       switch (in.field()) {
///         case 1 -> name = in.string();
///         default -> {}
///       }
///     }
///
/// A field that is not taken is skipped. Nothing is copied but what is asked for, and no length is
/// believed beyond the end of the message. Throws [DecodeException] on anything malformed, groups
/// among it. One thread.
public final class ProtoReader {
  private static final int MAX_FIELD = (1 << 29) - 1;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final ByteBuffer in;
  private int field;
  private int type;
  private long number;
  private ByteBuffer content = ByteBuffer.allocate(0);

  public ProtoReader(byte[] message) {
    this(ByteBuffer.wrap(message));
  }

  private ProtoReader(ByteBuffer message) {
    this.in = message;
  }

  /// Goes to the next field, if there is one.
  public boolean next() {
    if (!in.hasRemaining()) {
      return false;
    }
    long tag = varint();
    long numbered = tag >>> 3;
    if (numbered < 1 || numbered > MAX_FIELD) {
      throw malformed();
    }
    field = (int) numbered;
    type = (int) (tag & 7);
    switch (type) {
      case VARINT -> number = varint();
      case FIXED64 -> take(8);
      case FIXED32 -> take(4);
      case LENGTH -> take(varint());
      default -> throw malformed();
    }
    return true;
  }

  /// The number of the field that `next` has found.
  public int field() {
    return field;
  }

  /// Its value as a text.
  public String string() {
    expect(LENGTH);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(content.duplicate())
          .toString();
    } catch (CharacterCodingException e) {
      throw DecodeException.syntax("string field contains invalid UTF-8");
    }
  }

  /// Its value as an integer or enum.
  public long integer() {
    expect(VARINT);
    return number;
  }

  public boolean bool() {
    return integer() != 0;
  }

  /// Its value as a message of its own.
  public ProtoReader message() {
    expect(LENGTH);
    return new ProtoReader(content.slice());
  }

  private void expect(int wanted) {
    if (type != wanted) {
      throw malformed();
    }
  }

  private void take(long length) {
    if (length < 0 || length > in.remaining()) {
      throw malformed();
    }
    content = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (!in.hasRemaining()) {
        throw malformed();
      }
      byte next = in.get();
      if (shift == 63 && next > 1) {
        throw malformed();
      }
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed();
  }

  private static DecodeException malformed() {
    return DecodeException.syntax("proto: cannot parse invalid wire-format data");
  }
}
