// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.kv.Transactions;
import io.praetor.kv.TxnError;
import io.praetor.kv.TxnOp;
import io.praetor.kv.TxnRequest;
import io.praetor.kv.TxnResponse;
import io.praetor.kv.TxnRules;
import io.praetor.store.ReadResult;
import io.praetor.store.Snapshot;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.List;

/// The methods of transactions.
public final class TxnMethods {
  /// Operations that only read (Consul's TxnReadRequest).
  public record TxnReadRequest(List<TxnOp> ops) {
    public static final Struct<TxnReadRequest> CODEC =
        Struct.<TxnReadRequest>named("TxnReadRequest")
            .field("Ops", Codecs.listOrNil(TxnOp.CODEC), TxnReadRequest::ops)
            .build(v -> new TxnReadRequest(v.get(0)));

    public TxnReadRequest {
      ops = List.copyOf(ops);
    }
  }

  /// Runs all operations or none. Faults are in the answer, not an error of the call.
  public static final Method.Write<TxnRequest, TxnResponse> APPLY =
      Method.write("Txn.Apply", TxnRequest.CODEC, TxnResponse.CODEC, TxnMethods::decide);

  /// Answers operations that only read, at one moment. The answer's index is always 1: there is
  /// nothing to wait for.
  public static final Method.Read<TxnReadRequest, TxnResponse> READ =
      Method.read("Txn.Read", TxnReadRequest.CODEC, TxnResponse.CODEC, TxnMethods::read);

  private TxnMethods() {}

  private static Decision<TxnResponse> decide(ServerContext server, TxnRequest request) {
    List<TxnError> faults =
        TxnRules.faults(request.ops(), key -> server.sessions().lockDelay(key) != null);
    if (!faults.isEmpty()) {
      return Decision.answer(TxnResponse.failed(faults));
    }
    List<TxnOp> ops = TxnRules.completed(request.ops(), server.datacenter());
    TxnRequest logged = new TxnRequest(request.datacenter(), ops, request.token());
    return Decision.propose(
        Commands.TXN, logged, "raft apply failed: ", result -> (TxnResponse) result);
  }

  private static ReadResult<TxnResponse> read(Snapshot snapshot, TxnReadRequest request) {
    List<TxnError> faults = TxnRules.faults(request.ops(), key -> false);
    TxnResponse response =
        faults.isEmpty() ? Transactions.read(snapshot, request.ops()) : TxnResponse.failed(faults);
    return ReadResult.of(response, 0);
  }
}
