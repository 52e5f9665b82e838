// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Server;
import io.praetor.raft.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSnapshotStoreTest {
  private static final ConfigurationState CONFIGURATION =
      new ConfigurationState(
          new Configuration(
              List.of(
                  Server.voter("25c754d9-4208-9d02-b24d-157fb5bca1fe", "127.0.0.1:22013"),
                  Server.voter("51f73873-2615-86be-9fec-85a0907fad8d", "127.0.0.1:22023"),
                  Server.voter("dac63b2f-509a-d65a-99dd-ca4b5a75b068", "127.0.0.1:22003"))),
          1);

  @TempDir private Path directory;

  @Test
  void aPublishedSnapshotIsReadBack() throws Exception {
    Snapshot written = write(49, 3, "state");
    Snapshot latest = open().latest().orElseThrow();
    assertEquals("3-49-1000", latest.meta().id());
    assertEquals(written.meta(), latest.meta());
    assertEquals(CONFIGURATION, latest.meta().configuration());
    assertArrayEquals("state".getBytes(StandardCharsets.UTF_8), bytes(latest));
  }

  /// Recorded from a real server's data directory.
  @Test
  void theDescriptionIsConsulsToTheByte() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/raft-snapshot-dir-meta.json")) {
      byte[] recorded = in.readAllBytes();
      SnapshotMetaFile file = SnapshotMetaFile.parse(recorded);
      assertEquals("3-49-1795237501344", file.meta().id());
      assertEquals(CONFIGURATION, file.meta().configuration());
      assertEquals(
          new String(recorded, StandardCharsets.UTF_8).strip() + "\n",
          new String(file.json(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theChecksumIsGosEcma() {
    Crc64 crc = new Crc64();
    byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
    crc.update(check, 0, check.length);
    assertEquals(0x995dc9bbdf1939faL, crc.getValue());
  }

  @Test
  void twoAreKept() throws Exception {
    write(10, 1, "a");
    write(20, 1, "b");
    write(30, 2, "c");
    try (Stream<Path> kept = Files.list(directory)) {
      assertEquals(
          List.of("1-20-1000", "2-30-1000"),
          kept.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aDamagedSnapshotIsPassedOverForTheOneBefore() throws Exception {
    write(10, 1, "good");
    write(20, 1, "bad!");
    Files.writeString(directory.resolve("1-20-1000").resolve("state.bin"), "worn");
    assertEquals(10, open().latest().orElseThrow().meta().index());
  }

  @Test
  void whatWasNotPublishedIsNeverSeenAndGoneAfterARestart() throws Exception {
    FileSnapshotStore store = open();
    store.create(10, 1, CONFIGURATION).out().write(1);
    assertTrue(store.latest().isEmpty());
    assertTrue(Files.exists(directory.resolve("1-10-1000.tmp")));
    open();
    assertFalse(Files.exists(directory.resolve("1-10-1000.tmp")));
  }

  private Snapshot write(long index, long term, String state) throws IOException {
    SnapshotSink sink = open().create(index, term, CONFIGURATION);
    sink.out().write(state.getBytes(StandardCharsets.UTF_8));
    return sink.publish();
  }

  private FileSnapshotStore open() {
    return FileSnapshotStore.open(directory, () -> Instant.ofEpochMilli(1000));
  }

  private static byte[] bytes(Snapshot snapshot) throws IOException {
    try (InputStream in = snapshot.open()) {
      return in.readAllBytes();
    }
  }
}
