// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The `Date` header, made once a second.
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private record Second(long epochSecond, String text) {}

  private final InstantSource clock;
  private volatile Second last = new Second(Long.MIN_VALUE, "");

  HttpDate(InstantSource clock) {
    this.clock = clock;
  }

  String now() {
    Instant now = clock.instant();
    Second second = last;
    if (second.epochSecond != now.getEpochSecond()) {
      second = new Second(now.getEpochSecond(), FORMAT.format(now));
      last = second;
    }
    return second.text;
  }
}
