// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.filter;

import io.praetor.http.filter.Expression.Match;
import io.praetor.wire.GoNumber;
import io.praetor.wire.GoQuote;

/// The value of a comparison as the type of its selector, with Go's error texts.
final class Coerce {
  private Coerce() {}

  static boolean bool(Match match) throws FilterException {
    try {
      return GoNumber.parseBool(match.value());
    } catch (GoNumber.InvalidNumber e) {
      throw refused(match, e);
    }
  }

  static long signed(Match match) throws FilterException {
    try {
      return GoNumber.parseInt(match.value(), 0, 64);
    } catch (GoNumber.InvalidNumber e) {
      throw refused(match, e);
    }
  }

  static long unsigned(Match match, int bits) throws FilterException {
    try {
      return GoNumber.parseUint(match.value(), 0, bits);
    } catch (GoNumber.InvalidNumber e) {
      throw refused(match, e);
    }
  }

  private static FilterException refused(Match match, GoNumber.InvalidNumber cause) {
    return new FilterException(
        "Failed to coerce value "
            + GoQuote.quote(match.value())
            + " for selector "
            + GoQuote.quote(Filter.path(match, match.selector().size()))
            + ": "
            + cause.text());
  }
}
