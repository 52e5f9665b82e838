// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Go's `time.Time` as it travels: an instant, and the zone offset it is printed with. UTC is told
/// from "offset zero" (a local time on a UTC host), because Go's binary form does: ffff against
/// 0000. The zero time is year 1, not 1970.
public record GoTime(Instant instant, int offsetMinutes) {
  /// `offsetMinutes` of a time that is in UTC by name.
  public static final int UTC = -1;

  /// Seconds from Go's zero (0001-01-01) to 1970.
  private static final long EPOCH_SECONDS = 62_135_596_800L;

  public static final GoTime ZERO = new GoTime(Instant.ofEpochSecond(-EPOCH_SECONDS), UTC);

  static final int BINARY_LENGTH = 15;

  public static GoTime utc(Instant instant) {
    return new GoTime(instant, UTC);
  }

  public boolean isZero() {
    return instant.equals(ZERO.instant);
  }

  /// RFC 3339 with up to nine decimals, trailing zeros dropped, `Z` for offset zero.
  public String text() {
    int offset = offsetMinutes == UTC ? 0 : offsetMinutes;
    OffsetDateTime at = instant.atOffset(ZoneOffset.ofTotalSeconds(offset * 60));
    StringBuilder out = new StringBuilder(35);
    digits(out, at.getYear(), 4);
    digits(out.append('-'), at.getMonthValue(), 2);
    digits(out.append('-'), at.getDayOfMonth(), 2);
    digits(out.append('T'), at.getHour(), 2);
    digits(out.append(':'), at.getMinute(), 2);
    digits(out.append(':'), at.getSecond(), 2);
    if (at.getNano() != 0) {
      digits(out.append('.'), at.getNano(), 9);
      while (out.charAt(out.length() - 1) == '0') {
        out.setLength(out.length() - 1);
      }
    }
    if (offset == 0) {
      return out.append('Z').toString();
    }
    int size = Math.abs(offset);
    digits(out.append(offset < 0 ? '-' : '+'), size / 60, 2);
    digits(out.append(':'), size % 60, 2);
    return out.toString();
  }

  private static void digits(StringBuilder out, int value, int width) {
    String text = Integer.toString(value);
    out.repeat("0", Math.max(0, width - text.length())).append(text);
  }

  /// Reads RFC 3339; throws [DecodeException] with the shape of Go's text.
  public static GoTime parse(String text) {
    try {
      if (text.length() > 64 || text.length() < 20 || text.charAt(10) != 'T') {
        throw unparsable(text);
      }
      OffsetDateTime at = OffsetDateTime.parse(text);
      int offset = at.getOffset().getTotalSeconds() / 60;
      return new GoTime(at.toInstant(), text.endsWith("Z") ? UTC : offset);
    } catch (DateTimeException e) {
      throw unparsable(text);
    }
  }

  private static DecodeException unparsable(String text) {
    return DecodeException.invalid(
        "parsing time "
            + GoQuote.quote(text)
            + " as \"2006-01-02T15:04:05Z07:00\": cannot parse "
            + GoQuote.quote(text)
            + " as \"2006\"");
  }

  /// The 15 bytes that Go's `MarshalBinary` gives.
  byte[] binary() {
    return ByteBuffer.allocate(BINARY_LENGTH)
        .put((byte) 1)
        .putLong(instant.getEpochSecond() + EPOCH_SECONDS)
        .putInt(instant.getNano())
        .putShort((short) offsetMinutes)
        .array();
  }

  static GoTime ofBinary(byte[] data, int from, int length) {
    if (length != BINARY_LENGTH || data[from] != 1) {
      throw DecodeException.invalid("Time.UnmarshalBinary: unsupported version or length");
    }
    ByteBuffer in = ByteBuffer.wrap(data, from + 1, length - 1);
    long seconds = in.getLong();
    int nanos = in.getInt();
    int offset = in.getShort();
    if (nanos < 0 || nanos > 999_999_999 || Math.abs(offset) > 18 * 60) {
      throw DecodeException.invalid("Time.UnmarshalBinary: invalid nanoseconds or offset");
    }
    try {
      return new GoTime(
          Instant.ofEpochSecond(Math.subtractExact(seconds, EPOCH_SECONDS), nanos), offset);
    } catch (DateTimeException | ArithmeticException e) {
      throw DecodeException.invalid("Time.UnmarshalBinary: instant out of range");
    }
  }
}
