// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Escapes paths and queries as Go's `net/url` does, since error texts show the result.
final class UrlText {
  private static final String PATH_SAFE = "-_.~$&+,/:;=@";
  private static final String QUERY_SAFE = "-_.~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private UrlText() {}

  static String path(String path) {
    return escape(path, PATH_SAFE);
  }

  /// Parameters in the order of their names, each value in the order given.
  static String query(SortedMap<String, List<String>> parameters) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      for (String value : parameter.getValue()) {
        text.append(text.isEmpty() ? "" : "&")
            .append(escape(parameter.getKey(), QUERY_SAFE))
            .append('=');
        text.append(escape(value, QUERY_SAFE).replace("%20", "+"));
      }
    }
    return text.toString();
  }

  private static String escape(String text, String safe) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (unit & 0xff);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || safe.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return escaped.toString();
  }
}
