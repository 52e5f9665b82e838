// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The parameters of a query string, in order, parsed with Go's rules. Immutable.
public final class Params {
  /// More than any client sends; the rest of a longer query would only cost memory.
  private static final int MAX_PARAMETERS = 10_000;

  static final Params NONE = new Params(List.of());

  private final List<String> pairs;

  private Params(List<String> pairs) {
    this.pairs = pairs;
  }

  /// Null when the query does not decode, which Consul answers with an empty 500.
  static @Nullable Params parse(String rawQuery) {
    if (rawQuery.isEmpty()) {
      return NONE;
    }
    List<String> pairs = new ArrayList<>(8);
    int from = 0;
    while (from <= rawQuery.length()) {
      int end = rawQuery.indexOf('&', from);
      if (end < 0) {
        end = rawQuery.length();
      }
      String pair = rawQuery.substring(from, end);
      from = end + 1;
      if (pair.indexOf(';') >= 0) {
        return null;
      }
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = GoUrl.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
      String value = GoUrl.decodeQuery(equals < 0 ? "" : pair.substring(equals + 1));
      if (name == null || value == null || pairs.size() >= 2 * MAX_PARAMETERS) {
        return null;
      }
      pairs.add(name);
      pairs.add(value);
    }
    return new Params(pairs);
  }

  /// The first value, or an empty text.
  public String get(String name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equals(name)) {
        return pairs.get(i + 1);
      }
    }
    return "";
  }

  /// Whether the parameter is there at all, which is what counts for flags such as `?stale`.
  public boolean has(String name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// Every value in order.
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(2);
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equals(name)) {
        values.add(pairs.get(i + 1));
      }
    }
    return values;
  }

  /// The query written again: sorted by name, values encoded.
  public String encoded() {
    TreeMap<String, List<String>> sorted = new TreeMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      sorted.computeIfAbsent(pairs.get(i), name -> new ArrayList<>()).add(pairs.get(i + 1));
    }
    StringBuilder out = new StringBuilder();
    sorted.forEach(
        (name, values) -> {
          for (String value : values) {
            if (!out.isEmpty()) {
              out.append('&');
            }
            out.append(GoUrl.encodeQuery(name)).append('=').append(GoUrl.encodeQuery(value));
          }
        });
    return out.toString();
  }
}
