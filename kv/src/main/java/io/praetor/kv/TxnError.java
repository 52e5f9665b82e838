// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Why an operation of a transaction failed, in Consul's words.
public record TxnError(int opIndex, String what) {
  public static final Struct<TxnError> CODEC =
      Struct.<TxnError>named("TxnError")
          .field("OpIndex", INT, TxnError::opIndex)
          .field("What", STRING, TxnError::what)
          .build(v -> new TxnError(v.get(0), v.get(1)));
}
