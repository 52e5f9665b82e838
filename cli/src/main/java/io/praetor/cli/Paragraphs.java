// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.stream.Collectors;

/// Wraps help texts at the width that Consul's help uses.
final class Paragraphs {
  private static final int WIDTH = 72;

  private Paragraphs() {}

  /// A line break in the text stays one.
  static String wrap(String text, int indent) {
    return text.lines().map(line -> wrapLine(line, indent)).collect(Collectors.joining());
  }

  private static String wrapLine(String text, int indent) {
    StringBuilder wrapped = new StringBuilder();
    String margin = " ".repeat(indent);
    int column = 0;
    for (String word : text.strip().split("\\s+")) {
      if (column == 0) {
        wrapped.append(margin);
        column = indent;
      } else if (column + 1 + word.length() > WIDTH) {
        wrapped.append('\n').append(margin);
        column = indent;
      } else {
        wrapped.append(' ');
        column++;
      }
      wrapped.append(word);
      column += word.length();
    }
    return wrapped.append('\n').toString();
  }
}
