// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.time.Instant;
import java.util.Locale;

/// Times in the layouts that Consul's tables use.
final class GoTimes {
  private GoTimes() {}

  /// `Wednesday, 25-Nov-26 22:28:59 UTC`, or the text itself if it is no time.
  static String rfc850(String text) {
    try {
      return java.time.format.DateTimeFormatter.ofPattern(
              "EEEE, dd-MMM-yy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(java.time.ZoneOffset.UTC)
          .format(Instant.parse(text));
    } catch (java.time.format.DateTimeParseException e) {
      return text;
    }
  }

  /// As Go prints a time without a layout: `2026-11-25 21:38:52.106387671 +0000 UTC`.
  static String plain(String text) {
    int dot = text.indexOf('.');
    String zone = text.endsWith("Z") ? " +0000 UTC" : "";
    String body = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    String trimmed = dot < 0 ? body : body.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    return trimmed.replaceFirst("T", " ") + zone;
  }
}
