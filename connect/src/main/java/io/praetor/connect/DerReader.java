// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.math.BigInteger;
import java.util.Arrays;

/// Reads DER (X.690) that came from the network: one element after the other, none of which can reach
/// beyond the element that it is in. Copies what it hands out; no length is trusted before it is checked.
final class DerReader {
  static final int INTEGER = 0x02;
  static final int BITS = 0x03;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  /// It is no DER, or not the element that was asked for.
  static final class InvalidDer extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidDer(String text) {
      super(text, null, false, false);
    }
  }

  /// @param header where the element begins
  /// @param content where its content does
  private record Element(int tag, int header, int content, int end) {}

  private final byte[] bytes;
  private final int end;
  private int at;

  private DerReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  static DerReader of(byte[] bytes) {
    return new DerReader(bytes, 0, bytes.length);
  }

  boolean hasMore() {
    return at < end;
  }

  /// The tag of the next element, or -1 at the end.
  int tag() {
    return at < end ? bytes[at] & 0xff : -1;
  }

  /// A reader of what is in the next element, which must have this tag; goes on behind it.
  DerReader in(int tag) throws InvalidDer {
    Element element = next();
    if (element.tag != tag) {
      throw new InvalidDer("tag " + element.tag + " where " + tag + " belongs");
    }
    return new DerReader(bytes, element.content, element.end);
  }

  /// The content of the next element, which must have this tag.
  byte[] content(int tag) throws InvalidDer {
    DerReader inside = in(tag);
    return Arrays.copyOfRange(bytes, inside.at, inside.end);
  }

  /// The next element whole, with its header.
  byte[] whole() throws InvalidDer {
    Element element = next();
    return Arrays.copyOfRange(bytes, element.header, element.end);
  }

  /// The bytes of a bit string of whole bytes.
  byte[] bits() throws InvalidDer {
    byte[] content = content(BITS);
    if (content.length == 0 || content[0] != 0) {
      throw new InvalidDer("a bit string that is no string of bytes");
    }
    return Arrays.copyOfRange(content, 1, content.length);
  }

  BigInteger integer() throws InvalidDer {
    byte[] content = content(INTEGER);
    if (content.length == 0) {
      throw new InvalidDer("an integer without digits");
    }
    return new BigInteger(content);
  }

  void skip() throws InvalidDer {
    next();
  }

  /// Refuses what follows the last element that is understood.
  void end() throws InvalidDer {
    if (at < end) {
      throw new InvalidDer("trailing data");
    }
  }

  private Element next() throws InvalidDer {
    int header = at;
    if (end - at < 2) {
      throw new InvalidDer("truncated");
    }
    int tag = bytes[at] & 0xff;
    int length = bytes[at + 1] & 0xff;
    int content = at + 2;
    if (length > 0x7f) {
      int count = length - 0x80;
      // Four bytes of length are more than any request here has.
      if (count < 1 || count > 3 || end - content < count) {
        throw new InvalidDer("length of an unsupported form");
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = length << 8 | bytes[content++] & 0xff;
      }
    }
    if (length > end - content) {
      throw new InvalidDer("truncated");
    }
    at = content + length;
    return new Element(tag, header, content, at);
  }
}
