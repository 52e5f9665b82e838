// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.kv.KvTables.ENTRIES;
import static io.praetor.kv.KvTables.KVS_INDEX;
import static io.praetor.kv.KvTables.SESSIONS;
import static io.praetor.kv.KvTables.TOMBSTONES;
import static io.praetor.kv.KvTables.TOMBSTONES_INDEX;

import io.praetor.store.Key;
import io.praetor.store.WriteTxn;
import io.praetor.wire.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes of keys, for the state machine's thread. Each is a pure function of the transaction and
/// the request, so that every server comes to the same state; only what all rules below say is
/// observed behaviour of Consul:
///
/// - A plain write keeps the lock's holder but sets LockIndex back to 0.
/// - Taking a free lock counts LockIndex up; the holder may take it again without that.
/// - Releasing keeps LockIndex and stores the value that it was called with.
/// - A write that changes neither value, flags, holder nor LockIndex does not move any index.
public final class KvWrites {
  private KvWrites() {}

  /// Applies a log entry. The bool means something for cas, delete-cas, lock and unlock only; the
  /// others answer false, as Consul's do.
  public static Outcome apply(WriteTxn txn, KvsRequest request) {
    DirEntry entry = request.entry();
    KvOp op = KvOp.of(request.op());
    return switch (op) {
      case SET -> {
        set(txn, entry);
        yield Outcome.FALSE;
      }
      case DELETE -> {
        delete(txn, entry.key());
        yield Outcome.FALSE;
      }
      case DELETE_TREE -> {
        deleteTree(txn, entry.key());
        yield Outcome.FALSE;
      }
      case DELETE_CAS -> new Outcome.Done(deleteCas(txn, entry.key(), entry.modifyIndex()));
      case CAS -> new Outcome.Done(cas(txn, entry));
      case LOCK -> lock(txn, entry);
      case UNLOCK -> unlock(txn, entry);
      case GET, GET_OR_EMPTY, GET_TREE, CHECK_SESSION, CHECK_INDEX, CHECK_NOT_EXISTS ->
          invalid(request);
      case null -> invalid(request);
    };
  }

  private static Outcome invalid(KvsRequest request) {
    return new Outcome.Refused("Invalid KVS operation '" + request.op() + "'");
  }

  static @Nullable DirEntry find(WriteTxn txn, String key) {
    return txn.get(ENTRIES, Key.of(key));
  }

  /// A plain write; answers the entry as it is afterwards.
  static DirEntry set(WriteTxn txn, DirEntry entry) {
    DirEntry before = find(txn, entry.key());
    return store(txn, before, entry.locked(before == null ? "" : before.session(), 0));
  }

  private static DirEntry store(WriteTxn txn, @Nullable DirEntry before, DirEntry entry) {
    if (before != null && before.sameContent(entry)) {
      return before;
    }
    long index = txn.index();
    DirEntry after = entry.withIndexes(before == null ? index : before.createIndex(), index);
    txn.put(ENTRIES, after);
    txn.bumpIndex(KVS_INDEX);
    return after;
  }

  /// Writes if the key's version is the one seen; version 0 means that it does not exist.
  static boolean cas(WriteTxn txn, DirEntry entry) {
    DirEntry before = find(txn, entry.key());
    long version = before == null ? 0 : before.modifyIndex();
    if (version != entry.modifyIndex()) {
      return false;
    }
    set(txn, entry);
    return true;
  }

  static Outcome lock(WriteTxn txn, DirEntry entry) {
    if (entry.session().isEmpty()) {
      return new Outcome.Refused("missing session");
    }
    if (txn.get(SESSIONS, Key.of(entry.session())) == null) {
      return new Outcome.Refused("invalid session " + GoQuote.quote(entry.session()));
    }
    DirEntry before = find(txn, entry.key());
    long count = before == null ? 0 : before.lockIndex();
    if (before == null || before.session().isEmpty()) {
      count++;
    } else if (!before.session().equals(entry.session())) {
      return Outcome.FALSE;
    }
    store(txn, before, entry.locked(entry.session(), count));
    return Outcome.TRUE;
  }

  static Outcome unlock(WriteTxn txn, DirEntry entry) {
    if (entry.session().isEmpty()) {
      return new Outcome.Refused("missing session");
    }
    DirEntry before = find(txn, entry.key());
    if (before == null || !before.session().equals(entry.session())) {
      return Outcome.FALSE;
    }
    store(txn, before, entry.locked("", before.lockIndex()));
    return Outcome.TRUE;
  }

  /// Frees a key whose session ended; value and LockIndex stay.
  static void release(WriteTxn txn, DirEntry held) {
    store(txn, held, held.withSession(""));
  }

  static void delete(WriteTxn txn, String key) {
    if (txn.delete(ENTRIES, Key.of(key)) != null) {
      txn.bumpIndex(KVS_INDEX);
      bury(txn, key);
    }
  }

  /// Deletes if the version is the one seen; a key that does not exist counts as deleted.
  static boolean deleteCas(WriteTxn txn, String key, long version) {
    DirEntry before = find(txn, key);
    if (before != null && before.modifyIndex() != version) {
      return false;
    }
    delete(txn, key);
    return true;
  }

  /// One tombstone stands for the whole tree, and none for the tree of all keys: there the table's
  /// own index does. The older tombstones go with that tree, because a reader of a prefix that has
  /// one would see its index go back (Consul leaves them until they are reaped).
  static void deleteTree(WriteTxn txn, String prefix) {
    List<DirEntry> doomed = txn.scanPrefix(ENTRIES, Key.of(prefix)).toList();
    if (doomed.isEmpty()) {
      return;
    }
    for (DirEntry entry : doomed) {
      txn.delete(ENTRIES, Key.of(entry.key()));
    }
    txn.bumpIndex(KVS_INDEX);
    if (prefix.isEmpty()) {
      dropTombstones(txn, txn.index());
    } else {
      bury(txn, prefix);
    }
  }

  private static void bury(WriteTxn txn, String key) {
    txn.put(TOMBSTONES, new Tombstone(key, txn.index()));
    txn.bumpIndex(TOMBSTONES_INDEX);
    txn.emit(new KvEvent.Buried(txn.index()));
  }

  /// Drops old tombstones.
  public static Outcome reap(WriteTxn txn, TombstoneRequest request) {
    if (!request.op().equals(TombstoneRequest.REAP)) {
      return new Outcome.Refused("Invalid Tombstone operation '" + request.op() + "'");
    }
    if (dropTombstones(txn, request.reapIndex())) {
      txn.bumpIndex(TOMBSTONES_INDEX);
    }
    return Outcome.TRUE;
  }

  private static boolean dropTombstones(WriteTxn txn, long upTo) {
    boolean any = false;
    for (Tombstone tombstone : txn.scan(TOMBSTONES)) {
      if (tombstone.index() <= upTo) {
        txn.delete(TOMBSTONES, Key.of(tombstone.key()));
        any = true;
      }
    }
    return any;
  }
}
