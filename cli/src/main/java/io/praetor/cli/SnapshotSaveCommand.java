// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// `snapshot save`: writes the servers' state to a file that only its owner may read. The file gets its name after its
/// checksums have been verified.
final class SnapshotSaveCommand extends ClientCommand {
  private final Flag<String> appendFilename =
      flags.string(
          "append-filename", "Add to the name of the file, separated by commas: version, dc.");

  SnapshotSaveCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Save the state of the servers to a file";
  }

  @Override
  String usage() {
    return "snapshot save [options] FILE";
  }

  @Override
  String details() {
    return "Saves a snapshot of the state of the servers, as of one moment:\n\n    $ consul snapshot save backup.snap";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    Path file = terminal.folder().resolve(SnapshotFiles.argument(arguments));
    ApiClient agent = connect(terminal);
    file = named(agent, file);
    try (ApiResponse response =
        asking("Error saving snapshot", () -> agent.get("/v1/snapshot").send().expectOk())) {
      Path unverified = file.resolveSibling(file.getFileName() + ".unverified");
      write(response, unverified, arguments.getFirst());
      long index = verify(unverified).at("Index").number();
      Files.move(
          unverified, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      terminal.out().print("Saved and verified snapshot to index " + index + "\n");
      return 0;
    } catch (ApiError e) {
      throw new Failure("Error saving snapshot: " + e.text());
    } catch (IOException e) {
      throw new Failure("Error renaming \"" + file + "\": " + InputFiles.reason(e));
    }
  }

  private static void write(ApiResponse response, Path to, String shown) throws Failure {
    try (OutputStream out =
        Files.newOutputStream(
            Files.createFile(
                deletedFirst(to),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            StandardOpenOption.WRITE)) {
      response.body().transferTo(out);
    } catch (IOException e) {
      throw new Failure(
          "Error writing unverified snapshot file: open "
              + shown
              + ".unverified: "
              + InputFiles.reason(e));
    }
  }

  private static Path deletedFirst(Path file) throws IOException {
    Files.deleteIfExists(file);
    return file;
  }

  private static Json verify(Path file) throws Failure, IOException {
    try {
      return SnapshotArchive.read(file).meta();
    } catch (SnapshotArchive.Damaged e) {
      Files.deleteIfExists(file);
      throw new Failure("Error verifying snapshot file: " + e.text());
    }
  }

  /// The file with what -append-filename asks for before its extension.
  private Path named(ApiClient agent, Path file) throws Failure {
    if (appendFilename.value().isEmpty()) {
      return file;
    }
    Json config =
        asking("Error querying Consul agent", agent.get("/v1/agent/self")::fetch).at("Config");
    StringBuilder added = new StringBuilder();
    for (String part : appendFilename.value().split(",")) {
      switch (part.strip()) {
        case "version" -> added.append('-').append(config.text("Version"));
        case "dc" -> added.append('-').append(config.text("Datacenter"));
        default -> {
          // Consul takes and ignores every other word.
        }
      }
    }
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
    return file.resolveSibling(name.substring(0, dot) + added + name.substring(dot));
  }
}
