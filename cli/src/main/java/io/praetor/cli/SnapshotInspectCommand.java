// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `snapshot inspect`: how much of a snapshot each type of record takes, and each key prefix if wished.
final class SnapshotInspectCommand extends Command {
  private static final String GAP = "      ";
  private static final int UNIT = 1024;

  private final Flag<String> format =
      flags.string("format", "pretty", "Output format: pretty or json.");
  private final Flag<Boolean> kvDetails =
      flags.bool("kvdetails", "Also show the sizes below key prefixes.");
  private final Flag<Long> kvDepth =
      flags.integer("kvdepth", 2, "How many parts of a key make its prefix.");
  private final Flag<String> kvFilter = flags.string("kvfilter", "Only keys that start with this.");

  @Override
  String synopsis() {
    return "Show what a snapshot file holds";
  }

  @Override
  String usage() {
    return "snapshot inspect [options] FILE";
  }

  @Override
  String details() {
    return "Prints the head of a snapshot and the sizes of what it holds:\n\n    $ consul snapshot inspect backup.snap";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String name = SnapshotFiles.argument(arguments);
    SnapshotSizes sizes = new SnapshotSizes(kvDetails.value(), kvDepth.value(), kvFilter.value());
    SnapshotArchive archive;
    try {
      archive =
          SnapshotArchive.read(
              terminal.folder().resolve(name), state -> SnapshotRecords.read(state, sizes));
    } catch (SnapshotArchive.Damaged e) {
      throw new Failure("Error reading snapshot: " + e.text());
    } catch (IOException e) {
      throw new Failure("Error opening snapshot file: open " + name + ": " + InputFiles.reason(e));
    }
    terminal
        .out()
        .print(
            switch (format.value()) {
              case "pretty" -> pretty(archive, sizes);
              case "json" -> JsonWriter.indented(json(archive, sizes), "   ") + "\n";
              default ->
                  throw new Failure(
                      "Error outputting enhanced snapshot data: Unknown format: " + format.value());
            });
    return 0;
  }

  private String pretty(SnapshotArchive archive, SnapshotSizes sizes) {
    Json meta = archive.meta();
    Columns head =
        new Columns(GAP)
            .row(" ID", meta.text("ID"))
            .row(" Size", meta.at("Size").literal())
            .row(" Index", meta.at("Index").literal())
            .row(" Term", meta.at("Term").literal())
            .row(" Version", meta.at("Version").literal());
    StringBuilder text = new StringBuilder(head.text()).append("\n\n");
    text.append(table("Type", sizes.byType(), sizes.total()));
    if (kvDetails.value()) {
      text.append('\n').append(table("Key Name", sizes.byKey(), sizes.keyTotal()));
    }
    return text.toString();
  }

  private static String table(
      String title, List<Map.Entry<String, SnapshotSizes.Size>> entries, long total) {
    Columns table = new Columns(GAP).row(" " + title, "Count", "Size").row(" ----", "----", "----");
    for (Map.Entry<String, SnapshotSizes.Size> entry : entries) {
      table.row(
          " " + entry.getKey(),
          Long.toString(entry.getValue().count()),
          human(entry.getValue().bytes()));
    }
    return table.row(" ----", "----", "----").row(" Total", "", human(total)).text() + "\n";
  }

  private static String human(long bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB"};
    double size = bytes;
    int unit = 0;
    while (size >= UNIT && unit < units.length - 1) {
      size /= UNIT;
      unit++;
    }
    String number = String.format(Locale.ROOT, "%.1f", size);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + units[unit];
  }

  private Json json(SnapshotArchive archive, SnapshotSizes sizes) {
    Json meta = archive.meta();
    Json head =
        Json.object()
            .put("ID", meta.text("ID"))
            .put("Size", meta.at("Size"))
            .put("Index", meta.at("Index"))
            .put("Term", meta.at("Term"))
            .put("Version", meta.at("Version"))
            .build();
    return Json.object()
        .put("Meta", head)
        .put("Stats", stats(sizes.byType()))
        .put("StatsKV", kvDetails.value() ? stats(sizes.byKey()) : Json.Null.NULL)
        .put("TotalSize", sizes.total())
        .put("TotalSizeKV", sizes.keyTotal())
        .build();
  }

  private static Json stats(List<Map.Entry<String, SnapshotSizes.Size>> entries) {
    List<Json> list = new ArrayList<>();
    for (Map.Entry<String, SnapshotSizes.Size> entry : entries) {
      list.add(
          Json.object()
              .put("Name", entry.getKey())
              .put("Sum", entry.getValue().bytes())
              .put("Count", entry.getValue().count())
              .build());
    }
    return new Json.Arr(list);
  }
}
