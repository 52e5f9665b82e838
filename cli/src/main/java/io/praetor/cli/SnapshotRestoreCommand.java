// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `snapshot restore`: replaces the servers' state by that of a file.
final class SnapshotRestoreCommand extends ClientCommand {
  SnapshotRestoreCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Restore the state of the servers from a file";
  }

  @Override
  String usage() {
    return "snapshot restore [options] FILE";
  }

  @Override
  String details() {
    return "Replaces the state of the servers by that of a snapshot:\n\n    $ consul snapshot restore backup.snap";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String name = SnapshotFiles.argument(arguments);
    Path file = terminal.folder().resolve(name);
    ApiClient agent = connect(terminal);
    try (InputStream in = Files.newInputStream(file)) {
      agent.put("/v1/snapshot").body(in, Files.size(file)).run();
    } catch (IOException e) {
      throw new Failure("Error opening snapshot file: open " + name + ": " + InputFiles.reason(e));
    } catch (ApiError e) {
      throw new Failure("Error restoring snapshot: " + e.text());
    }
    terminal.out().print("Restored snapshot\n");
    return 0;
  }
}
