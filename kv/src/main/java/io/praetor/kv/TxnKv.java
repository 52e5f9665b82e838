// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.kv.KvTables.ENTRIES;

import io.praetor.store.Key;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import io.praetor.wire.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operations on keys in a transaction. Unlike `KVS.Apply` they say why they fail.
final class TxnKv {
  private TxnKv() {}

  static List<TxnResult> run(View view, TxnOp.Kv op) {
    DirEntry entry = op.entry();
    String key = entry.key();
    String quoted = GoQuote.quote(key);
    KvOp verb = KvOp.of(op.verb());
    return switch (verb) {
      case SET -> written(KvWrites.set(Transactions.writable(view), entry));
      case CAS -> {
        ensure(
            KvWrites.cas(Transactions.writable(view), entry),
            "failed to set key " + quoted + ", index is stale");
        yield written(existing(view, key, ""));
      }
      case LOCK -> {
        ensure(
            KvWrites.lock(Transactions.writable(view), entry),
            "failed to lock key " + quoted + ", lock is already held");
        yield written(existing(view, key, ""));
      }
      case UNLOCK -> {
        ensure(
            KvWrites.unlock(Transactions.writable(view), entry),
            "failed to unlock key " + quoted + ", lock isn't held, or is held by another session");
        yield written(existing(view, key, ""));
      }
      case DELETE -> {
        KvWrites.delete(Transactions.writable(view), key);
        yield List.of();
      }
      case DELETE_CAS -> {
        WriteTxn txn = Transactions.writable(view);
        ensure(
            KvWrites.deleteCas(txn, key, entry.modifyIndex()),
            "failed to delete key " + quoted + ", index is stale");
        yield List.of();
      }
      case DELETE_TREE -> {
        KvWrites.deleteTree(Transactions.writable(view), key);
        yield List.of();
      }
      case GET -> List.of(TxnResult.of(existing(view, key, "")));
      case GET_OR_EMPTY -> {
        DirEntry found = find(view, key);
        yield List.of(TxnResult.of(found == null ? DirEntry.ofKey(key) : found));
      }
      case GET_TREE -> view.scanPrefix(ENTRIES, Key.of(key)).stream().map(TxnResult::of).toList();
      case CHECK_SESSION -> checkSession(view, entry);
      case CHECK_INDEX -> checkIndex(view, entry);
      case CHECK_NOT_EXISTS -> {
        ensure(find(view, key) == null, "key " + quoted + " exists");
        yield List.of();
      }
      case null -> throw new TxnFault("unknown KV operation: " + op.verb());
    };
  }

  private static List<TxnResult> checkSession(View view, DirEntry asked) {
    DirEntry found = existing(view, asked.key(), "failed to check session, ");
    ensure(
        found.session().equals(asked.session()),
        "failed session check for key "
            + GoQuote.quote(asked.key())
            + ", current session "
            + GoQuote.quote(found.session())
            + " != "
            + GoQuote.quote(asked.session()));
    return written(found);
  }

  private static List<TxnResult> checkIndex(View view, DirEntry asked) {
    DirEntry found = existing(view, asked.key(), "failed to check index, ");
    ensure(
        found.modifyIndex() == asked.modifyIndex(),
        "failed index check for key "
            + GoQuote.quote(asked.key())
            + ", current modify index "
            + Long.toUnsignedString(found.modifyIndex())
            + " != "
            + Long.toUnsignedString(asked.modifyIndex()));
    return written(found);
  }

  private static List<TxnResult> written(DirEntry entry) {
    return List.of(TxnResult.of(entry.withoutValue()));
  }

  private static @Nullable DirEntry find(View view, String key) {
    return view.get(ENTRIES, Key.of(key));
  }

  private static DirEntry existing(View view, String key, String what) {
    DirEntry found = find(view, key);
    if (found == null) {
      throw new TxnFault(what + "key " + GoQuote.quote(key) + " doesn't exist");
    }
    return found;
  }

  private static void ensure(boolean holds, String otherwise) {
    if (!holds) {
      throw new TxnFault(otherwise);
    }
  }

  private static void ensure(Outcome outcome, String otherwise) {
    switch (outcome) {
      case Outcome.Done(boolean applied) -> ensure(applied, otherwise);
      case Outcome.Refused(String text) -> throw new TxnFault(text);
    }
  }
}
