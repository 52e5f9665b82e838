// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.ArrayList;
import java.util.List;

/// A table in the layout of Consul's lists: each column as wide as its widest cell, two blanks between columns, no padding
/// after the last. Widths count code points.
final class Columns {
  private final String gap;
  private final List<List<String>> rows = new ArrayList<>();

  Columns() {
    this("  ");
  }

  Columns(String gap) {
    this.gap = gap;
  }

  Columns row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  Columns row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /// The lines, joined by newlines, without one at the end.
  String text() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = width(row.get(i));
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      for (int i = 0; i < row.size(); i++) {
        text.append(row.get(i));
        if (i < row.size() - 1) {
          text.append(" ".repeat(widths.get(i) - width(row.get(i)))).append(gap);
        }
      }
    }
    return text.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
