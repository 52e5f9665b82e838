// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.wire.GoDuration;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the text of a flag becomes a value, with the rules and words of Go's flag package. `read` is given the value so
/// far, because repeatable flags add to it.
@FunctionalInterface
interface FlagType<T> {
  T read(String text, T before) throws FlagError;

  FlagType<Boolean> BOOL = (text, before) -> GoText.bool(text).orElseThrow(FlagType::unreadable);

  FlagType<String> STRING = (text, before) -> text;

  FlagType<Long> INT =
      (text, before) ->
          GoText.integer(text)
              .filter(number -> number.bitLength() < Long.SIZE)
              .map(BigInteger::longValueExact)
              .orElseThrow(FlagType::unreadable);

  /// An unsigned 64-bit number, kept in a long.
  FlagType<Long> UINT64 =
      (text, before) ->
          GoText.integer(text)
              .filter(number -> number.signum() >= 0 && number.bitLength() <= Long.SIZE)
              .map(BigInteger::longValue)
              .orElseThrow(FlagType::unreadable);

  /// Nanoseconds, written as Go writes a duration: `1h30m`, `200ms`.
  FlagType<Long> DURATION = (text, before) -> duration(text);

  FlagType<List<String>> STRINGS =
      (text, before) -> {
        List<String> after = new ArrayList<>(before);
        after.add(text);
        return List.copyOf(after);
      };

  FlagType<Map<String, String>> PAIRS =
      (text, before) -> {
        int equals = text.indexOf('=');
        if (equals < 0) {
          throw new FlagError("Missing \"=\" value in argument: " + text);
        }
        Map<String, String> after = new LinkedHashMap<>(before);
        after.put(text.substring(0, equals), text.substring(equals + 1));
        return after;
      };

  private static long duration(String text) throws FlagError {
    try {
      return GoDuration.parseNanos(text);
    } catch (GoDuration.InvalidDuration e) {
      throw unreadable();
    }
  }

  private static FlagError unreadable() {
    return new FlagError("parse error");
  }
}
