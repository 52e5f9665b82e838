// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.io.IOException;
import java.util.List;

/// `snapshot decode`: prints each record of a snapshot as one line of JSON.
final class SnapshotDecodeCommand extends Command {
  @Override
  String synopsis() {
    return "Print the records of a snapshot file";
  }

  @Override
  String usage() {
    return "snapshot decode FILE";
  }

  @Override
  String details() {
    return "Prints each record of a snapshot as a line of JSON. The lines may hold secrets.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String name = SnapshotFiles.argument(arguments);
    try {
      SnapshotArchive.read(
          terminal.folder().resolve(name),
          state -> SnapshotRecords.read(state, new Lines(terminal)));
    } catch (SnapshotArchive.Damaged e) {
      throw new Failure("Error reading snapshot: " + e.text());
    } catch (IOException e) {
      throw new Failure("Error opening snapshot file: open " + name + ": " + InputFiles.reason(e));
    }
    return 0;
  }

  private record Lines(Terminal terminal) implements SnapshotRecords.Visitor {
    @Override
    public void visitHead(Json head) {
      visit("SnapshotHeader", head, 0);
    }

    @Override
    public void visit(String type, Json value, long bytes) {
      Json line = Json.object().put("Data", value).put("Type", type).build();
      terminal.out().print(JsonWriter.compact(line) + "\n");
    }
  }
}
