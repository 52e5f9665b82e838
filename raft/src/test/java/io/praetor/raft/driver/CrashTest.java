// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills a real process with a real RocksDB in the middle of its writes, as `kill -9` does, again
/// and again on one directory, while it takes and restores snapshots.
@Timeout(120)
class CrashTest {
  private static final int KILLS = 4;
  private static final int ENTRIES_BEFORE_KILL = 700;

  @TempDir private Path directory;

  @Test
  void nothingAcknowledgedIsLostByKillingTheProcess() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int run = 0; run < KILLS; run++) {
      acknowledged.addAll(writeUntilKilled("r" + run, ENTRIES_BEFORE_KILL + run * 53));
    }
    RegisterMachine machine = new RegisterMachine();
    try (RaftDriver node = AcknowledgedWriter.start(directory, machine)) {
      RaftDriverTest.awaitLeadership(node);
      node.barrier().get();
      List<String> applied = machine.commands();
      Set<String> once = new HashSet<>(applied);
      assertEquals(applied.size(), once.size(), "an entry was applied twice");
      assertTrue(once.containsAll(acknowledged), "an acknowledged entry is gone");
      assertTrue(node.stats().lastSnapshotIndex() > 0, "no snapshot was taken on the way");
    }
  }

  private List<String> writeUntilKilled(String name, int entries) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgedWriter.class.getName(),
                directory.toString(),
                name)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      while (acknowledged.size() < entries) {
        acknowledged.add(nextLine(out));
      }
      process.toHandle().destroyForcibly(); // Unlike the process itself, it leaves the pipe open.
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      // Whatever it had printed by then was acknowledged too; the last line may be cut short.
      String rest = out.readAllAsString();
      for (String line : rest.substring(0, rest.lastIndexOf('\n') + 1).lines().toList()) {
        acknowledged.add(line);
      }
    } finally {
      process.destroyForcibly();
    }
    return acknowledged;
  }

  private static String nextLine(BufferedReader out) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the writer ended by itself");
    }
    return line;
  }
}
