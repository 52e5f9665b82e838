// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

/// An operation of a transaction does not apply; the text is Consul's. Never leaves this package:
/// the transaction turns it into a [TxnError].
final class TxnFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  TxnFault(String text) {
    super(text, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
