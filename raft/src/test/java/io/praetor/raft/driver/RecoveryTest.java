// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.ConfigurationState;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.SnapshotSource;
import io.praetor.raft.StateMachine;
import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.core.HardState;
import io.praetor.raft.core.Recovered;
import io.praetor.raft.storage.FileSnapshotStore;
import io.praetor.raft.storage.RocksLogStore;
import io.praetor.raft.storage.SnapshotSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a start makes of a log and of a restored snapshot that may yet be given up, on real disks.
class RecoveryTest {
  @TempDir Path directory;

  private final Machine machine = new Machine();

  @Test
  void aProvisionalSnapshotIsTheStateAndTheLogBelowItStays() throws Exception {
    write(1, 5, 2);
    publish(9, 2, "restored");
    Recovered found = start();
    assertTrue(found.provisional());
    assertEquals(9, found.snapshot().index());
    assertEquals(List.of(), found.terms());
    assertEquals("restored", machine.state);
    write(10, 12, 3);
    found = start();
    assertTrue(found.provisional());
    assertEquals(10, found.firstIndex());
    assertEquals(12, found.lastIndex());

    giveUp(found.snapshot());
    found = start();
    assertFalse(found.provisional());
    assertNull(found.snapshot());
    assertEquals(1, found.firstIndex());
    assertEquals(5, found.lastIndex());
    assertEquals("", machine.state);
  }

  @Test
  void aConfirmedOneTakesThePlaceOfTheLogBelow() throws Exception {
    write(1, 5, 2);
    publish(9, 2, "restored");
    write(10, 12, 2);
    snapshots().confirm(9);
    // The process ended before the log was compacted.
    Recovered found = start();
    assertFalse(found.provisional());
    assertEquals(10, found.firstIndex());
    try (RocksLogStore log = RocksLogStore.open(directory.resolve("log"))) {
      assertEquals(10, log.load().log().firstIndex(), "compacted now");
    }
  }

  @Test
  void aLogThatALaterLeaderWentOnWithIsNotCoveredByIt() throws Exception {
    write(1, 5, 2);
    write(6, 11, 3);
    publish(9, 2, "restored");
    Recovered found = start();
    assertNull(found.snapshot());
    assertEquals(11, found.lastIndex());
    assertEquals("", machine.state);
    assertEquals(List.of(), snapshots().kept());
  }

  @Test
  void whatCannotPrecedeItGoesAndTheRestStays() throws Exception {
    write(1, 11, 1);
    publish(9, 2, "restored");
    assertTrue(start().provisional());
    giveUp(snapshots().kept().getFirst());
    assertEquals(8, start().lastIndex());
  }

  @Test
  void oneThatTheLogHoldsIsSure() throws Exception {
    write(1, 11, 2);
    publish(9, 2, "restored");
    assertFalse(start().provisional());
    assertFalse(snapshots().latest().orElseThrow().isProvisional());
  }

  @Test
  void whatIsBelowAProvisionalOneIsKeptHoweverManyThereAre() throws Exception {
    try (RocksLogStore log = RocksLogStore.open(directory.resolve("log"))) {
      log.write(List.of(new Effect.Persist(0, new HardState(4, null), 0, List.of())));
    }
    SnapshotSink sure = snapshots().create(2, 1, ConfigurationState.NONE);
    sure.out().write("sure".getBytes(StandardCharsets.UTF_8));
    sure.publish();
    publish(9, 2, "first");
    publish(20, 3, "second");
    publish(30, 4, "third");
    assertEquals(4, snapshots().kept().size());
    assertEquals(30, start().snapshot().index());
    giveUp(snapshots().kept().get(2));
    assertEquals(2, start().snapshot().index());
    assertEquals("sure", machine.state);
  }

  private Recovered start() {
    try (RocksLogStore log = RocksLogStore.open(directory.resolve("log"))) {
      machine.state = "";
      return Recovery.run(log, snapshots(), machine, null).recovered();
    }
  }

  private void giveUp(SnapshotMeta snapshot) {
    try (RocksLogStore log = RocksLogStore.open(directory.resolve("log"))) {
      Recovery.withdraw(log, snapshots(), new Effect.WithdrawSnapshot(snapshot, snapshot.index()));
    }
  }

  private void write(long from, long to, long term) {
    List<Entry> entries =
        LongStream.rangeClosed(from, to)
            .mapToObj(
                index ->
                    new Entry(
                        index,
                        term,
                        EntryType.NOOP,
                        Entry.NO_BYTES,
                        Entry.NO_BYTES,
                        Entry.NO_BYTES))
            .toList();
    try (RocksLogStore log = RocksLogStore.open(directory.resolve("log"))) {
      log.write(List.of(new Effect.Persist(0, new HardState(term, null), 0, entries)));
    }
  }

  private void publish(long index, long term, String state) throws IOException {
    SnapshotSink sink = snapshots().create(index, term, ConfigurationState.NONE);
    sink.out().write(state.getBytes(StandardCharsets.UTF_8));
    sink.publishProvisionally();
  }

  private FileSnapshotStore snapshots() {
    return FileSnapshotStore.open(directory.resolve("snapshots"), InstantSource.system());
  }

  private static final class Machine implements StateMachine {
    private String state = "";

    @Override
    public @Nullable Object apply(long index, long term, byte[] command) {
      throw new AssertionError("nothing is applied at a start");
    }

    @Override
    public SnapshotSource snapshot() {
      throw new AssertionError("nor saved");
    }

    @Override
    public void restore(InputStream in, long index, long term) throws IOException {
      state = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
