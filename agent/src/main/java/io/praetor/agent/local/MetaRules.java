// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Limits on the metadata of services and nodes.
final class MetaRules {
  private static final int MAX_PAIRS = 64;
  private static final int MAX_KEY_CHARS = 128;
  private static final int MAX_VALUE_CHARS = 512;
  private static final String RESERVED_PREFIX = "consul-";
  private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9_-]+");

  private MetaRules() {}

  /// The first thing that is wrong, null for nothing.
  static @Nullable String invalid(Map<String, String> meta) {
    if (meta.size() > MAX_PAIRS) {
      return "Node metadata cannot contain more than 64 key/value pairs";
    }
    for (Map.Entry<String, String> pair : meta.entrySet()) {
      String why = invalid(pair.getKey(), pair.getValue());
      if (why != null) {
        return "Couldn't load metadata pair ('"
            + pair.getKey()
            + "', '"
            + pair.getValue()
            + "'): "
            + why;
      }
    }
    return null;
  }

  private static @Nullable String invalid(String key, String value) {
    if (key.isEmpty()) {
      return "Key cannot be blank";
    }
    if (!KEY.matcher(key).matches()) {
      return "Key contains invalid characters";
    }
    if (key.length() > MAX_KEY_CHARS) {
      return "Key is too long (limit: 128 characters)";
    }
    if (key.startsWith(RESERVED_PREFIX)) {
      return "Key prefix 'consul-' is reserved for internal use";
    }
    return value.length() > MAX_VALUE_CHARS ? "Value is too long (limit: 512 characters)" : null;
  }
}
