// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.NodeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;

/// The UUID that this agent keeps for its life: the configured one, else the one in the data
/// directory's `node-id` file, else a fresh one, which is written there. A dev agent's is not kept.
final class NodeIdentity {
  private static final String FILE = "node-id";

  private NodeIdentity() {}

  /// @throws IOException when the file cannot be read or written, or holds no UUID
  static String of(NodeConfig node) throws IOException {
    if (node.dataDir().isEmpty()) {
      return node.id().isEmpty()
          ? UUID.randomUUID().toString()
          : node.id().toLowerCase(Locale.ROOT);
    }
    Path file = Path.of(node.dataDir()).resolve(FILE);
    if (!node.id().isEmpty()) {
      String id = node.id().toLowerCase(Locale.ROOT);
      write(file, id);
      return id;
    }
    if (Files.exists(file)) {
      String id = Files.readString(file, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
      try {
        return UUID.fromString(id).toString();
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "node ID in " + file + " is not a UUID; restore the file, or remove it to get a new ID",
            e);
      }
    }
    String id = UUID.randomUUID().toString();
    write(file, id);
    return id;
  }

  private static void write(Path file, String id) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(FILE + ".tmp");
    Files.writeString(fresh, id, StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
