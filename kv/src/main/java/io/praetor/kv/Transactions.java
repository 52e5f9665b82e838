// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import io.praetor.catalog.CatalogException;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.ArrayList;
import java.util.List;

/// Runs transactions: every operation is tried, so that all faults are told at once, and one fault
/// undoes them all. Pure; writes on the state machine's thread, reads anywhere.
public final class Transactions {
  private Transactions() {}

  /// Applies a log entry.
  public static TxnResponse apply(WriteTxn txn, List<TxnOp> ops) {
    WriteTxn.Savepoint before = txn.savepoint();
    TxnResponse response = run(txn, ops);
    if (!response.succeeded()) {
      txn.rollback(before);
    }
    return response;
  }

  /// Answers operations that only read.
  public static TxnResponse read(View view, List<TxnOp> ops) {
    return run(view, ops);
  }

  private static TxnResponse run(View view, List<TxnOp> ops) {
    List<TxnResult> results = new ArrayList<>();
    List<TxnError> errors = new ArrayList<>();
    for (int i = 0; i < ops.size(); i++) {
      try {
        results.addAll(run(view, ops.get(i)));
      } catch (TxnFault e) {
        errors.add(new TxnError(i, e.text()));
      } catch (CatalogException e) {
        errors.add(new TxnError(i, e.text()));
      }
    }
    return errors.isEmpty() ? TxnResponse.done(results) : TxnResponse.failed(errors);
  }

  private static List<TxnResult> run(View view, TxnOp op) {
    if (op.kv() != null) {
      return TxnKv.run(view, op.kv());
    }
    if (op.node() != null) {
      return TxnCatalog.node(view, op.node());
    }
    if (op.service() != null) {
      return TxnCatalog.service(view, op.service());
    }
    if (op.check() != null) {
      return TxnCatalog.check(view, op.check());
    }
    TxnOp.Holder holder = op.session();
    if (holder != null) {
      if (!holder.verb().equals(TxnOp.Holder.DELETE)) {
        throw new TxnFault("unknown session operation " + holder.verb());
      }
      SessionWrites.end(writable(view), holder.session().id());
      return List.of();
    }
    if (op.intention() != null) {
      throw new TxnFault("intention operations are not supported in a transaction");
    }
    return List.of();
  }

  /// A snapshot only ever gets operations that read.
  static WriteTxn writable(View view) {
    if (view instanceof WriteTxn txn) {
      return txn;
    }
    throw new IllegalStateException("a write was sent as a read");
  }
}
