// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// A write that the state refuses, with Consul's text. Thrown before anything but a savepoint's worth
/// of the transaction was changed: who catches it rolls back.
public final class CatalogException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CatalogException(String text) {
    super(text, null, false, false);
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
