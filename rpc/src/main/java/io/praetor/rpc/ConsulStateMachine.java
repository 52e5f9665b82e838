// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.raft.SnapshotSource;
import io.praetor.raft.StateMachine;
import io.praetor.rpc.chunk.Chunks;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The replicated state: applies log entries to the tables, one transaction and one published
/// snapshot for each. Driven by raft's apply thread alone; readers use {@link Store#snapshot}.
public final class ConsulStateMachine implements StateMachine {
  private final Store store;
  private final CommandTable commands;
  private final SnapshotFormat snapshots;
  private final Consumer<List<Object>> events;
  private final AtomicLong restores = new AtomicLong();

  /// @param events is told, after a command is visible, what it left for the leader to do; on the
  ///     apply thread, so it must not wait
  public ConsulStateMachine(
      Store store, CommandTable commands, SnapshotFormat snapshots, Consumer<List<Object>> events) {
    this.store = store;
    this.commands = commands;
    this.snapshots = snapshots;
    this.events = events;
  }

  @Override
  public @Nullable Object apply(long index, long term, byte[] command) {
    return apply(index, term, command, new byte[0]);
  }

  @Override
  public @Nullable Object apply(long index, long term, byte[] command, byte[] extensions) {
    WriteTxn txn = store.begin(index);
    byte[] whole = command;
    if (Chunks.isChunk(extensions)) {
      whole = Chunks.add(txn, index, term, command, extensions);
    }
    Object result = whole == null ? null : commands.apply(txn, index, whole);
    txn.publish();
    List<Object> left = txn.events();
    if (!left.isEmpty()) {
      events.accept(left);
    }
    return result;
  }

  @Override
  public SnapshotSource snapshot() {
    return snapshots.source(store.snapshot());
  }

  @Override
  public void restore(InputStream state, long index, long term) throws IOException {
    WriteTxn txn = store.beginRestore(index);
    snapshots.restore(state, txn);
    restores.incrementAndGet();
    txn.publish();
  }

  /// Counts restores: a reader that waited across one is answered at once, because the indexes of the
  /// old state mean nothing in the new one.
  public long restores() {
    return restores.get();
  }
}
