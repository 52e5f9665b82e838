// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bounds of node and service metadata.
public final class Metadata {
  private static final int MAX_PAIRS = 64;
  private static final int MAX_KEY = 128;
  private static final int MAX_VALUE = 512;
  private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9_-]+");

  private Metadata() {}

  /// What is wrong with the pairs in Consul's words, or null.
  ///
  /// @param allowReserved whether keys that begin with `consul-` may come from outside
  public static @Nullable String fault(Map<String, String> pairs, boolean allowReserved) {
    if (pairs.size() > MAX_PAIRS) {
      return "Node metadata cannot contain more than " + MAX_PAIRS + " key/value pairs";
    }
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      String reason = reason(pair.getKey(), pair.getValue(), allowReserved);
      if (reason != null) {
        return "Couldn't load metadata pair ('"
            + pair.getKey()
            + "', '"
            + pair.getValue()
            + "'): "
            + reason;
      }
    }
    return null;
  }

  private static @Nullable String reason(String key, String value, boolean allowReserved) {
    if (key.isEmpty()) {
      return "Key cannot be blank";
    }
    if (!KEY.matcher(key).matches()) {
      return "Key contains invalid characters";
    }
    if (key.length() > MAX_KEY) {
      return "Key is too long (limit: " + MAX_KEY + " characters)";
    }
    if (key.startsWith("consul-") && !allowReserved) {
      return "Key prefix 'consul-' is reserved for internal use";
    }
    if (value.length() > MAX_VALUE) {
      return "Value is too long (limit: " + MAX_VALUE + " characters)";
    }
    return null;
  }
}
