// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A snapshot saved by Consul v1.22.5 and what its own `inspect` printed for it.
class SnapshotCommandsTest {
  private static final long SEED = 20260401;

  @TempDir private Path folder;

  @BeforeEach
  void putSnapshot() throws IOException {
    Files.write(folder.resolve("backup.snap"), resource("backup.snap"));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SnapshotCommandsTest.class.getResourceAsStream("/snapshot/" + name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void inspectPrintsWhatConsulPrints() throws IOException {
    CliRun run = CliRun.of(Map.of(), folder, "snapshot", "inspect", "backup.snap");
    assertEquals("", run.err());
    assertEquals(
        squeezed(new String(resource("inspect.txt"), StandardCharsets.UTF_8)), squeezed(run.out()));
  }

  private static String squeezed(String text) {
    return text.replaceAll("(?m) +$", "").strip();
  }

  @Test
  void decodePrintsOneLineForEachRecord() {
    CliRun run = CliRun.of(Map.of(), folder, "snapshot", "decode", "backup.snap");
    assertEquals(0, run.exitCode());
    assertEquals(90, run.out().lines().count()); // the head and 89 records
    assertTrue(run.out().contains("\"Type\":\"KVS\"}"), run.out());
  }

  @Test
  void filesThatAreNoSnapshotsAreRefused() throws IOException {
    Files.writeString(folder.resolve("text"), "this is not a snapshot");
    CliRun run = CliRun.of(Map.of(), folder, "snapshot", "inspect", "text");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("Error reading snapshot: "), run.err());
    CliRun missing = CliRun.of(Map.of(), folder, "snapshot", "inspect", "absent");
    assertEquals(
        "Error opening snapshot file: open absent: no such file or directory\n", missing.err());
  }

  @Test
  void damagedSnapshotsAreNeverTakenForWholeOnes() throws IOException {
    Random random = new Random(SEED);
    byte[] whole = resource("backup.snap");
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      int at =
          10 + random.nextInt(damaged.length - 18); // past the gzip head, before its own checksum
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      Path file = folder.resolve("damaged.snap");
      Files.write(file, random.nextInt(4) == 0 ? java.util.Arrays.copyOf(damaged, at) : damaged);
      CliRun run = CliRun.of(Map.of(), folder, "snapshot", "decode", "damaged.snap");
      assertNotEquals(0, run.exitCode(), "seed " + SEED + " round " + round + " byte " + at);
      assertTrue(run.err().startsWith("Error "), run.err());
    }
  }
}
