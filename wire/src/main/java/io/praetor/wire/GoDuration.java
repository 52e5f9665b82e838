// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

/// Go's `time.Duration` as text: `1h2m3.5s`, parsed and printed as Go does, error texts included.
public final class GoDuration {
  private GoDuration() {}

  /// Thrown with Go's text, such as `time: invalid duration "x"`.
  public static final class InvalidDuration extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidDuration(String message) {
      super(message);
    }
  }

  public static Duration parse(String text) {
    return Duration.ofNanos(parseNanos(text));
  }

  public static long parseNanos(String text) {
    int i = 0;
    boolean negative = false;
    if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      negative = text.charAt(0) == '-';
      i = 1;
    }
    if (text.length() - i == 1 && text.charAt(i) == '0') {
      return 0;
    }
    if (i == text.length()) {
      throw invalid(text);
    }
    long total = 0; // Unsigned: Go lets exactly -2^63 through.
    while (i < text.length()) {
      int start = i;
      long whole = 0;
      while (i < text.length() && digit(text.charAt(i))) {
        if (Long.compareUnsigned(whole, Long.MAX_VALUE / 10 + 1) > 0) {
          throw invalid(text);
        }
        whole = whole * 10 + (text.charAt(i) - '0');
        if (whole < 0 && whole != Long.MIN_VALUE) {
          throw invalid(text);
        }
        i++;
      }
      boolean any = i > start;
      long fraction = 0;
      double scale = 1;
      if (i < text.length() && text.charAt(i) == '.') {
        int dot = ++i;
        boolean full = false;
        while (i < text.length() && digit(text.charAt(i))) {
          if (!full && fraction <= (Long.MAX_VALUE - 9) / 10) {
            fraction = fraction * 10 + (text.charAt(i) - '0');
            scale *= 10;
          } else {
            full = true;
          }
          i++;
        }
        any |= i > dot;
      }
      if (!any) {
        throw invalid(text);
      }
      int unitStart = i;
      while (i < text.length() && text.charAt(i) != '.' && !digit(text.charAt(i))) {
        i++;
      }
      String name = text.substring(unitStart, i);
      if (name.isEmpty()) {
        throw new InvalidDuration("time: missing unit in duration " + quoted(text));
      }
      long unit = unit(name);
      if (unit == 0) {
        throw new InvalidDuration(
            "time: unknown unit " + quoted(name) + " in duration " + quoted(text));
      }
      if (Long.compareUnsigned(whole, Long.divideUnsigned(Long.MIN_VALUE, unit)) > 0) {
        throw invalid(text);
      }
      long nanos = whole * unit;
      if (fraction > 0) {
        nanos += (long) ((double) fraction * ((double) unit / scale));
        if (Long.compareUnsigned(nanos, Long.MIN_VALUE) > 0) {
          throw invalid(text);
        }
      }
      total += nanos;
      if (Long.compareUnsigned(total, Long.MIN_VALUE) > 0) {
        throw invalid(text);
      }
    }
    if (negative) {
      return -total;
    }
    if (total < 0) {
      throw invalid(text);
    }
    return total;
  }

  /// Go's package of times quotes in a way of its own: what is not plain ASCII stands byte by byte.
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b < ' ') {
        out.append("\\x").append(HexFormat.of().toHexDigits(b));
      } else {
        if (b == '"' || b == '\\') {
          out.append('\\');
        }
        out.append((char) b);
      }
    }
    return out.append('"').toString();
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static long unit(String name) {
    return switch (name) {
      case "ns" -> 1L;
      case "us", "\u00b5s", "\u03bcs" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 0L;
    };
  }

  private static InvalidDuration invalid(String text) {
    return new InvalidDuration("time: invalid duration " + quoted(text));
  }

  public static String format(Duration duration) {
    return format(nanos(duration));
  }

  public static String format(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    long size = Math.abs(nanos); // Long.MIN_VALUE stays itself and is read as unsigned below.
    if (Long.compareUnsigned(size, 1_000_000_000L) < 0) {
      if (size < 1_000) {
        return sign + size + "ns";
      }
      return size < 1_000_000
          ? sign + decimal(size, 1_000) + "\u00b5s"
          : sign + decimal(size, 1_000_000) + "ms";
    }
    long seconds = Long.divideUnsigned(size, 1_000_000_000L);
    long rest = Long.remainderUnsigned(size, 1_000_000_000L);
    StringBuilder out = new StringBuilder(sign);
    if (seconds >= 3600) {
      out.append(seconds / 3600).append('h');
    }
    if (seconds >= 60) {
      out.append(seconds / 60 % 60).append('m');
    }
    return out.append(decimal(seconds % 60 * 1_000_000_000L + rest, 1_000_000_000L))
        .append('s')
        .toString();
  }

  /// `value / unit` with as many decimals as it needs; `unit` is a power of ten.
  private static String decimal(long value, long unit) {
    long fraction = value % unit;
    if (fraction == 0) {
      return Long.toString(value / unit);
    }
    String digits = Long.toString(unit + fraction).substring(1);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return value / unit + "." + digits.substring(0, end);
  }

  /// Nanoseconds, clamped to what Go's 64 bits hold.
  public static long nanos(Duration duration) {
    long most = Long.MAX_VALUE / 1_000_000_000L;
    if (duration.toSeconds() >= most) {
      return Long.MAX_VALUE;
    }
    return duration.toSeconds() < -most ? Long.MIN_VALUE : duration.toNanos();
  }
}
