// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// The key that the rest of a path names: cleaned like a path, and refused where a proxy on the way
/// might have read it differently. Observed on Consul 1.22.5: `a/../b` is `b`, `/x` keeps its
/// slash, one slash at the end stays.
final class KvKey {
  static final String TRAVERSAL = "invalid key name, path traversal is not allowed";
  static final String SPACES = "invalid key name, leading/trailing spaces are not allowed";

  private KvKey() {}

  static String clean(String rest) {
    if (rest.isEmpty()) {
      return rest;
    }
    boolean rooted = rest.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : rest.split("/")) {
      switch (part) {
        case "", "." -> {}
        case ".." -> {
          if (parts.isEmpty() || parts.getLast().equals("..")) {
            if (!rooted) {
              parts.addLast(part);
            }
          } else {
            parts.removeLast();
          }
        }
        default -> parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    String cleaned = rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    return rest.endsWith("/") && !cleaned.endsWith("/") ? cleaned + "/" : cleaned;
  }

  /// What is wrong with a cleaned key, or an empty text.
  static String fault(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (key.equals("..")
        || key.startsWith("../")
        || lower.contains("%2e%2e")
        || lower.contains("%2e.")
        || lower.contains(".%2e")
        || lower.contains("%2f..")
        || lower.contains("..%2f")) {
      return TRAVERSAL;
    }
    return key.startsWith(" ") || key.endsWith(" ") || key.contains("%20") ? SPACES : "";
  }
}
