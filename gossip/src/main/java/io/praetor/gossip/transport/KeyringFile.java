// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.gossip.core.packet.Keyring;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;

/// A pool's keys on disk, as Consul keeps them: a JSON array of base64, the primary one first, for
/// the owner's eyes only.
public final class KeyringFile {
  private KeyringFile() {}

  /// @throws IOException also when it holds anything else
  public static Keyring read(Path file) throws IOException {
    try {
      return Keyring.ofBase64(
          Json.read(Codecs.list(STRING), Files.readAllBytes(file), Decoder.Unknown.REFUSE));
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IOException("error reading keyring " + file + ": " + e.getMessage(), e);
    }
  }

  /// Replaces the file in one step.
  public static void write(Path file, Keyring ring) throws IOException {
    String text =
        ring.base64().stream()
            .map(key -> "  \"" + key + "\"")
            .collect(Collectors.joining(",\n", "[\n", "\n]"));
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
