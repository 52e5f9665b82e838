// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;

/// Durations as Go reads and writes them: `1h30m`, `1.5s`, `300ms`, `-2us`, `0`.
public final class GoDuration {
  private static final long LONGEST = Long.MAX_VALUE;

  private GoDuration() {}

  /// The duration that a text stands for.
  ///
  /// @throws IllegalArgumentException with Go's words for what is wrong
  public static Duration parse(String text) {
    String rest = text;
    boolean negative = rest.startsWith("-");
    if (negative || rest.startsWith("+")) {
      rest = rest.substring(1);
    }
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty()) {
      throw invalid(text);
    }
    // Nanoseconds as in Go, which lets a negative duration be one longer than a positive one.
    double total = 0;
    long exact = 0;
    int at = 0;
    while (at < rest.length()) {
      int start = at;
      while (at < rest.length() && isDigit(rest.charAt(at))) {
        at++;
      }
      String whole = rest.substring(start, at);
      String fraction = "";
      if (at < rest.length() && rest.charAt(at) == '.') {
        int from = ++at;
        while (at < rest.length() && isDigit(rest.charAt(at))) {
          at++;
        }
        fraction = rest.substring(from, at);
      }
      if ((whole.isEmpty() && fraction.isEmpty()) || whole.length() > 18) {
        throw invalid(text);
      }
      int unitStart = at;
      while (at < rest.length() && rest.charAt(at) != '.' && !isDigit(rest.charAt(at))) {
        at++;
      }
      String unit = rest.substring(unitStart, at);
      if (unit.isEmpty()) {
        throw new IllegalArgumentException("time: missing unit in duration " + GoText.quote(text));
      }
      long nanos = unitNanos(unit);
      if (nanos == 0) {
        throw new IllegalArgumentException(
            "time: unknown unit " + GoText.quote(unit) + " in duration " + GoText.quote(text));
      }
      long count = whole.isEmpty() ? 0 : Long.parseLong(whole);
      double part = fraction.isEmpty() ? 0 : Double.parseDouble("0." + fraction) * nanos;
      total += (double) count * nanos + part;
      if (total > LONGEST) {
        throw invalid(text);
      }
      exact += count * nanos + (long) part;
      if (exact < 0) {
        throw invalid(text);
      }
    }
    return Duration.ofNanos(negative ? -exact : exact);
  }

  /// The text of a duration.
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    long size = Math.abs(nanos);
    String sign = nanos < 0 ? "-" : "";
    if (size < 1_000) {
      return sign + size + "ns";
    }
    if (size < 1_000_000) {
      return sign + decimal(size, 1_000) + "µs";
    }
    if (size < 1_000_000_000) {
      return sign + decimal(size, 1_000_000) + "ms";
    }
    long seconds = size / 1_000_000_000;
    StringBuilder out = new StringBuilder(sign);
    if (seconds >= 3600) {
      out.append(seconds / 3600).append('h');
    }
    if (seconds >= 60) {
      out.append(seconds / 60 % 60).append('m');
    }
    return out.append(decimal(size % 60_000_000_000L, 1_000_000_000)).append('s').toString();
  }

  private static String decimal(long value, long unit) {
    long rest = value % unit;
    if (rest == 0) {
      return Long.toString(value / unit);
    }
    String digits = Long.toString(unit + rest).substring(1).replaceAll("0+$", "");
    return value / unit + "." + digits;
  }

  private static long unitNanos(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs", "μs" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 0;
    };
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("time: invalid duration " + GoText.quote(text));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
