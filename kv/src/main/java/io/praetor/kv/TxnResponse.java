// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a transaction: results, or errors and nothing done. The other one is nil.
public record TxnResponse(@Nullable List<TxnResult> results, @Nullable List<TxnError> errors) {

  public static final Struct<TxnResponse> CODEC =
      Struct.<TxnResponse>named("TxnResponse")
          .field("Results", nullable(list(TxnResult.CODEC)), TxnResponse::results)
          .field("Errors", nullable(list(TxnError.CODEC)), TxnResponse::errors)
          .build(v -> new TxnResponse(v.get(0), v.get(1)));

  static TxnResponse done(List<TxnResult> results) {
    return new TxnResponse(List.copyOf(results), null);
  }

  public static TxnResponse failed(List<TxnError> errors) {
    return new TxnResponse(null, List.copyOf(errors));
  }

  public boolean succeeded() {
    return errors == null;
  }
}
