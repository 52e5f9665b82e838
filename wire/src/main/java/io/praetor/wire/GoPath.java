// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/// Slash-separated paths as Go's `path` package makes them. Keys that agents of either kind must agree
/// upon are joined with it.
public final class GoPath {
  private GoPath() {}

  /// The parts that are not empty, joined by slashes and cleaned: no empty, `.` or inner `..` elements,
  /// no slash at the end. Empty when there is nothing to join.
  public static String join(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      if (!part.isEmpty()) {
        joined.append(joined.isEmpty() ? "" : "/").append(part);
      }
    }
    return joined.isEmpty() ? "" : clean(joined.toString());
  }

  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> kept = new ArrayDeque<>();
    for (String element : path.split("/")) {
      if (element.isEmpty() || element.equals(".")) {
        continue;
      }
      boolean up = element.equals("..");
      if (!up) {
        kept.addLast(element);
      } else if (!kept.isEmpty() && !kept.getLast().equals("..")) {
        kept.removeLast();
      } else if (!rooted) {
        kept.addLast(element);
      }
    }
    String cleaned = (rooted ? "/" : "") + String.join("/", kept);
    return cleaned.isEmpty() ? "." : cleaned;
  }
}
