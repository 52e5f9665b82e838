// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.ServerId;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.HardState;
import io.praetor.raft.core.Recovered;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksLogStoreTest {
  @TempDir private Path directory;

  @Test
  void entriesTermAndVoteAreThereAfterReopening() {
    try (RocksLogStore store = open()) {
      store.write(
          List.of(
              Entries.write(new HardState(2, null), 0, Entries.range(1, 3, 1)),
              Entries.write(new HardState(3, new ServerId("b")), 0, Entries.range(4, 5, 3))));
    }
    try (RocksLogStore store = open()) {
      LogStore.Contents contents = store.load();
      assertEquals(new HardState(3, new ServerId("b")), contents.hardState());
      Recovered recovered = contents.log().with(contents.hardState(), null);
      assertEquals(1, recovered.firstIndex());
      assertEquals(5, recovered.lastIndex());
      assertEquals(
          List.of(new Recovered.TermStart(1, 1), new Recovered.TermStart(4, 3)), recovered.terms());
      Entry fourth = store.read(4, 5, 10, 1 << 20).getFirst();
      assertArrayEquals(Entries.entry(4, 3).data(), fourth.data());
      assertEquals(15, fourth.appendedAt().length);
    }
  }

  @Test
  void aVoteOfAnEarlierTermIsNotAVote() {
    try (RocksLogStore store = open()) {
      store.write(List.of(Entries.write(new HardState(3, new ServerId("b")), 0, List.of())));
      store.write(List.of(Entries.write(new HardState(4, null), 0, List.of())));
      assertEquals(new HardState(4, null), store.load().hardState());
    }
  }

  @Test
  void truncationAndRewriteInOneBatchKeepTheirOrder() {
    try (RocksLogStore store = open()) {
      store.write(List.of(Entries.append(Entries.range(1, 10, 1))));
      store.write(List.of(Entries.write(null, 6, Entries.range(6, 7, 2))));
      assertEquals(7, store.load().log().lastIndex());
      assertEquals(2, store.read(7, 7, 1, 1).getFirst().term());
      assertEquals(1, store.read(5, 5, 1, 1).getFirst().term());
    }
  }

  @Test
  void compactionDropsTheFrontOnly() {
    try (RocksLogStore store = open()) {
      store.write(List.of(Entries.append(Entries.range(1, 100, 1))));
      store.compact(60);
    }
    try (RocksLogStore store = open()) {
      Recovered.Scan log = store.load().log();
      assertEquals(61, log.firstIndex());
      assertEquals(100, log.lastIndex());
    }
  }

  @Test
  void readingStopsAtTheLimitsButNeverBeforeTheFirst() {
    try (RocksLogStore store = open()) {
      store.write(List.of(Entries.append(Entries.range(1, 20, 1))));
      assertEquals(7, store.read(3, 20, 7, 1 << 20).size());
      assertEquals(1, store.read(3, 20, 7, 1).size());
      assertEquals(2, store.read(19, 20, 100, 1 << 20).size());
    }
  }

  @Test
  void aMissingEntryStopsTheServerAndNamesTheRemedy() throws Exception {
    try (RocksLogStore store = open()) {
      store.write(List.of(Entries.append(Entries.range(1, 10, 1))));
    }
    try (RocksFiles files = RocksFiles.open(directory)) {
      files.db().delete(files.log(), EntryRecord.key(5));
    }
    try (RocksLogStore store = open()) {
      StorageException damage = assertThrows(StorageException.class, store::load);
      assertTrue(damage.getMessage().contains(directory.toString()), damage.getMessage());
      assertTrue(damage.getMessage().contains("entries 5 to 5 are missing"), damage.getMessage());
      assertTrue(damage.getMessage().contains("receive everything from the leader"));
    }
  }

  @Test
  void aChangedByteInAnEntryStopsTheServer() throws Exception {
    try (RocksLogStore store = open()) {
      store.write(List.of(Entries.append(Entries.range(1, 10, 1))));
    }
    try (RocksFiles files = RocksFiles.open(directory)) {
      byte[] value = files.db().get(files.log(), EntryRecord.key(7));
      value[value.length - 3] ^= 1;
      files.db().put(files.log(), EntryRecord.key(7), value);
    }
    try (RocksLogStore store = open()) {
      StorageException damage = assertThrows(StorageException.class, store::load);
      assertTrue(damage.getMessage().contains("entry 7: checksum mismatch"), damage.getMessage());
    }
  }

  /// The write-ahead log holds everything here, since nothing was flushed.
  @Test
  void damageInTheMiddleOfTheWriteAheadLogStopsTheServer() throws Exception {
    try (RocksLogStore store = open()) {
      for (Entry entry : Entries.range(1, 200, 1)) {
        store.write(List.of(Entries.append(List.of(entry))));
      }
    }
    Path wal = writeAheadLog();
    try (RandomAccessFile file = new RandomAccessFile(wal.toFile(), "rw")) {
      file.seek(file.length() / 2);
      int old = file.read();
      file.seek(file.length() / 2);
      file.write(old ^ 0xff);
    }
    StorageException damage = assertThrows(StorageException.class, () -> open().load());
    assertTrue(damage.getMessage().contains("is damaged"), damage.getMessage());
  }

  @Test
  void aRecordTornByACrashAtTheEndIsDropped() throws Exception {
    try (RocksLogStore store = open()) {
      for (Entry entry : Entries.range(1, 50, 1)) {
        store.write(List.of(Entries.append(List.of(entry))));
      }
    }
    Path wal = writeAheadLog();
    try (RandomAccessFile file = new RandomAccessFile(wal.toFile(), "rw")) {
      file.setLength(file.length() - 5);
    }
    try (RocksLogStore store = open()) {
      assertEquals(49, store.load().log().lastIndex());
    }
  }

  @Test
  void twoServersCannotShareADirectory() {
    RocksLogStore first = open();
    try (first) {
      StorageException inUse = assertThrows(StorageException.class, this::open);
      assertTrue(inUse.getMessage().contains("in use"), inUse.getMessage());
    }
  }

  private RocksLogStore open() {
    return RocksLogStore.open(directory);
  }

  private Path writeAheadLog() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
          .orElseThrow();
    }
  }
}
