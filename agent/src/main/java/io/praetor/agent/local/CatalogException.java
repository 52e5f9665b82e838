// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

/// A call to the catalog failed, or was refused.
public final class CatalogException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean denied;

  /// `denied` says that the token lacks the permission, so that trying again is of no use.
  public CatalogException(String message, boolean denied) {
    super(message);
    this.denied = denied;
  }

  boolean denied() {
    return denied;
  }
}
