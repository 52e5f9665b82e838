// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// Standard base64 as Go decodes it, for the position of a fault that Java does not tell.
final class Base64Text {
  private Base64Text() {}

  /// The position that Go reports as illegal, or -1 when the text is fine.
  static int faultAt(String text) {
    int digits = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        at++;
      } else if (isDigit(c)) {
        digits++;
        at++;
      } else {
        break;
      }
    }
    int inGroup = digits % 4;
    if (at == text.length()) {
      return inGroup == 0 ? -1 : at - inGroup;
    }
    if (text.charAt(at) != '=' || inGroup < 2) {
      return at;
    }
    int padding = 4 - inGroup;
    for (int i = 0; i < padding; i++, at++) {
      if (at == text.length()) {
        return text.length();
      }
      if (text.charAt(at) != '=') {
        return i == 0 ? at : at - 1;
      }
    }
    return at == text.length() ? -1 : at;
  }

  private static boolean isDigit(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }
}
