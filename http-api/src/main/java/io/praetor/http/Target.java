// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The target of a request line, taken apart as Go's `url.ParseRequestURI` does.
///
/// @param path decoded path
/// @param escapedPath path as it was sent
/// @param rawQuery what follows the first `?`, or empty
record Target(String path, String escapedPath, String rawQuery) {

  /// Null when a server must answer 400.
  static @Nullable Target parse(String wire) {
    String rest = wire;
    if (!rest.startsWith("/")) {
      // The absolute form that proxies use.
      int scheme = rest.indexOf("://");
      if (scheme <= 0) {
        return null;
      }
      int slash = rest.indexOf('/', scheme + 3);
      rest = slash < 0 ? "/" : rest.substring(slash);
    }
    int question = rest.indexOf('?');
    String rawPath = question < 0 ? rest : rest.substring(0, question);
    String rawQuery = question < 0 ? "" : rest.substring(question + 1);
    String path = GoUrl.decodePath(rawPath);
    if (path == null) {
      return null;
    }
    return new Target(path, GoUrl.escapedPath(rawPath, path), rawQuery);
  }

  /// Whether a character of the path is one that Consul refuses: control and format characters,
  /// any space but the plain one, unassigned ones.
  boolean unprintable() {
    for (int i = 0; i < path.length(); ) {
      int point = path.codePointAt(i);
      if ((point < ' ' || point > '~') && !printable(point)) {
        return true;
      }
      i += Character.charCount(point);
    }
    return false;
  }

  private static boolean printable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      // A lone surrogate stands for a byte that is not UTF-8, which Go sees as U+FFFD.
      default -> true;
    };
  }

  /// The path without empty, `.` and `..` parts, one trailing slash kept.
  static String clean(String path) {
    if (!path.contains("//") && !path.contains("/.")) {
      return path.isEmpty() ? "/" : path;
    }
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      switch (part) {
        case "", "." -> {}
        case ".." -> {
          if (!parts.isEmpty()) {
            parts.removeLast();
          }
        }
        default -> parts.add(part);
      }
    }
    String cleaned = "/" + String.join("/", parts);
    return path.endsWith("/") && !parts.isEmpty() ? cleaned + "/" : cleaned;
  }
}
