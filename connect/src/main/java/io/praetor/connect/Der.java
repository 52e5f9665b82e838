// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// The few forms of DER (X.690) that a certificate is made of. Each method returns one complete
/// tag-length-value.
final class Der {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LAST_UTC_TIME_YEAR = 2049;

  private Der() {}

  /// A context-specific constructed value of its parts, `[number] IMPLICIT` of a sequence.
  static byte[] constructed(int number, byte[]... parts) {
    return value(0xa0 | number, concat(parts));
  }

  static byte[] sequence(byte[]... parts) {
    return value(0x30, concat(parts));
  }

  static byte[] set(byte[]... parts) {
    return value(0x31, concat(parts));
  }

  /// A context-specific constructed value, `[number] EXPLICIT`.
  static byte[] explicit(int number, byte[] inner) {
    return value(0xa0 | number, inner);
  }

  /// A context-specific primitive value, `[number] IMPLICIT`.
  static byte[] implicit(int number, byte[] content) {
    return value(0x80 | number, content);
  }

  static byte[] integer(long number) {
    return value(0x02, BigInteger.valueOf(number).toByteArray());
  }

  static byte[] integer(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  static byte[] bool(boolean truth) {
    return value(0x01, new byte[] {(byte) (truth ? 0xff : 0)});
  }

  static byte[] octets(byte[] content) {
    return value(0x04, content);
  }

  /// @param unusedBits how many low bits of the last byte do not count
  static byte[] bits(byte[] content, int unusedBits) {
    return value(0x03, concat(new byte[] {(byte) unusedBits}, content));
  }

  static byte[] printable(String text) {
    return value(0x13, text.getBytes(StandardCharsets.US_ASCII));
  }

  /// A text of a name: a PrintableString when its alphabet allows that, else an UTF8String.
  static byte[] text(String text) {
    return text.chars().allMatch(Der::isPrintable)
        ? printable(text)
        : value(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isPrintable(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || " '()+,-./:=?".indexOf(c) >= 0;
  }

  /// UTCTime up to 2049 and GeneralizedTime after it, as RFC 5280 section 4.1.2.5 asks.
  static byte[] time(Instant at) {
    boolean utc = at.atOffset(ZoneOffset.UTC).getYear() <= LAST_UTC_TIME_YEAR;
    String text = (utc ? UTC_TIME : GENERALIZED_TIME).format(at);
    return value(utc ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
  }

  /// @param dotted an object identifier such as `2.5.29.15`
  static byte[] oid(String dotted) {
    long[] arcs = Arrays.stream(dotted.split("\\.", -1)).mapToLong(Long::parseLong).toArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    base128(out, arcs[0] * 40 + arcs[1]);
    for (int i = 2; i < arcs.length; i++) {
      base128(out, arcs[i]);
    }
    return value(0x06, out.toByteArray());
  }

  private static void base128(ByteArrayOutputStream out, long arc) {
    int groups = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(arc) + 6) / 7);
    for (int i = groups - 1; i >= 0; i--) {
      int septet = (int) (arc >>> (7 * i)) & 0x7f;
      out.write(i == 0 ? septet : septet | 0x80);
    }
  }

  private static byte[] value(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int skip = length[0] == 0 ? 1 : 0;
      out.write(0x80 | (length.length - skip));
      out.write(length, skip, length.length - skip);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
