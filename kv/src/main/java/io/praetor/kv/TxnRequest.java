// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.listOrNil;

import io.praetor.wire.Struct;
import java.util.List;

/// Operations that take effect together or not at all: the argument of `Txn.Apply` and the body of
/// log entries of type 8.
public record TxnRequest(String datacenter, List<TxnOp> ops, String token) {
  public static final Struct<TxnRequest> CODEC =
      Struct.<TxnRequest>named("TxnRequest")
          .field("Datacenter", STRING, TxnRequest::datacenter)
          .field("Ops", listOrNil(TxnOp.CODEC), TxnRequest::ops)
          .field("Token", STRING, TxnRequest::token)
          .build(v -> new TxnRequest(v.get(0), v.get(1), v.get(2)));

  public TxnRequest {
    ops = List.copyOf(ops);
  }

  public static TxnRequest of(List<TxnOp> ops) {
    return new TxnRequest("", ops, "");
  }
}
