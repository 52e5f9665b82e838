// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A file of comma-separated rows. The first columns are a row's key: a new row takes the place of an
/// old one, so a long run can be added to what is there.
final class Table {
  private final Path file;
  private final List<String> columns;
  private final int keys;
  private final List<List<String>> rows = new ArrayList<>();

  Table(Path file, int keys, String... columns) throws IOException {
    this.file = file;
    this.keys = keys;
    this.columns = List.of(columns);
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      if (!lines.isEmpty() && lines.getFirst().equals(String.join(",", columns))) {
        lines.stream().skip(1).forEach(line -> rows.add(List.of(line.split(",", -1))));
      }
    }
  }

  static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }

  void put(Object... cells) throws IOException {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell instanceof Double value ? number(value) : cell.toString());
    }
    rows.removeIf(old -> old.subList(0, keys).equals(row.subList(0, keys)));
    rows.add(row);
    rows.sort(Comparator.comparing(r -> sortable(r.subList(0, keys))));
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", columns));
    rows.forEach(r -> lines.add(String.join(",", r)));
    Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    System.out.println(file.getFileName() + ": " + String.join(",", row));
  }

  private static String sortable(List<String> key) {
    StringBuilder text = new StringBuilder();
    for (String part : key) {
      text.append(String.format(Locale.ROOT, "%16s", part));
    }
    return text.toString();
  }

  List<List<String>> rows() {
    return rows;
  }

  String text(List<String> row, String column) {
    return row.get(columns.indexOf(column));
  }

  double value(List<String> row, String column) {
    String text = text(row, column);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
