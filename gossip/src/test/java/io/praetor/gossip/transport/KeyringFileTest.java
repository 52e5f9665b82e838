// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.gossip.core.packet.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringFileTest {
  private static final String KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

  @TempDir Path folder;

  @Test
  void isAsConsulWritesIt() throws IOException {
    Path file = folder.resolve("serf/local.keyring");
    Keyring ring = Keyring.ofBase64(List.of(KEY, "AAECAwQFBgcICQoLDA0ODw=="));
    KeyringFile.write(file, ring);
    assertEquals(
        "[\n  \"" + KEY + "\",\n  \"AAECAwQFBgcICQoLDA0ODw==\"\n]", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(ring.keys(), KeyringFile.read(file).keys());
    assertFalse(ring.toString().contains(KEY));
  }

  @Test
  void anythingElseIsRefused() throws IOException {
    Path file = folder.resolve("local.keyring");
    for (String text : List.of("", "{}", "[\"short\"]", "[1]")) {
      Files.writeString(file, text);
      assertThrows(IOException.class, () -> KeyringFile.read(file), text);
    }
  }
}
