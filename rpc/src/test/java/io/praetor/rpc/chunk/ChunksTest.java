// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvQueries;
import io.praetor.kv.KvsRequest;
import io.praetor.raft.SnapshotSource;
import io.praetor.rpc.CommandTable;
import io.praetor.rpc.Commands;
import io.praetor.rpc.ConsulStateMachine;
import io.praetor.rpc.SnapshotFormat;
import io.praetor.rpc.SnapshotSections;
import io.praetor.rpc.StateTables;
import io.praetor.store.Store;
import io.praetor.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Commands in pieces. The extensions are those of a captured 600 KiB write of real Consul.
class ChunksTest {
  private static final byte[] FIRST = HexFormat.of().parseHex("08ac90fbfdf49eb6dafa011802");
  private static final byte[] SECOND = HexFormat.of().parseHex("08ac90fbfdf49eb6dafa0110011802");
  private static final byte[] CHECKPOINT =
      HexFormat.of().parseHex("03a59203d6f9d1af" + "00".repeat(16));

  private final Store store = StateTables.newStore();
  private final ConsulStateMachine machine = machine(store);
  private final byte[] command =
      CommandTable.encode(
          Commands.KVS, KvsRequest.of(KvOp.SET, DirEntry.of("k", Bytes.utf8("value"), 0)));
  private final byte[] head = Arrays.copyOf(command, 9);
  private final byte[] tail = Arrays.copyOfRange(command, 9, command.length);

  private static ConsulStateMachine machine(Store store) {
    return new ConsulStateMachine(
        store,
        new CommandTable(Commands.ALL),
        new SnapshotFormat(SnapshotSections.ALL),
        events -> {});
  }

  private static boolean hasKey(Store store) {
    return KvQueries.get(store.snapshot(), "k").value().isPresent();
  }

  @Test
  void theLastPieceAppliesTheWholeAtItsIndex() {
    assertNull(machine.apply(7, 1, head, FIRST));
    assertFalse(hasKey(store));
    machine.apply(8, 1, tail, SECOND);
    assertEquals(8, KvQueries.get(store.snapshot(), "k").value().orElseThrow().modifyIndex());
    assertEquals(0, store.snapshot().size(Chunks.TABLE));
  }

  @Test
  void piecesOfAnEarlierTermAreDropped() {
    machine.apply(7, 1, head, FIRST);
    assertNull(machine.apply(8, 2, tail, SECOND));
    assertFalse(hasKey(store));
    assertEquals(1, store.snapshot().size(Chunks.TABLE));
  }

  @Test
  void aSnapshotBetweenTwoPiecesKeepsTheFirst() throws IOException {
    machine.apply(7, 1, head, FIRST);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SnapshotSource source = machine.snapshot();
    source.writeTo(bytes);
    Store other = StateTables.newStore();
    ConsulStateMachine restored = machine(other);
    restored.restore(new ByteArrayInputStream(bytes.toByteArray()), 7, 1);
    restored.apply(8, 1, tail, SECOND);
    assertTrue(hasKey(other));
  }

  @Test
  void checkpointsOfTheLogVerifierAreNoPieces() {
    assertNull(machine.apply(7, 1, new byte[] {(byte) 0xa9, (byte) 0xc0}, CHECKPOINT));
    assertEquals(0, store.snapshot().size(Chunks.TABLE));
  }

  @Test
  void extensionsOfAnyOtherKindStopTheServer() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      byte[] extensions = new byte[1 + random.nextInt(30)];
      random.nextBytes(extensions);
      try {
        ChunkHeader header = ChunkHeader.parse(extensions);
        assertTrue(header.sequence() >= 0 && header.sequence() < header.count());
      } catch (IllegalArgumentException e) {
        assertThrows(IllegalStateException.class, () -> machine.apply(7, 1, command, extensions));
      }
    }
  }
}
