// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.history;

/// A cluster did something that raft must never do.
public final class Violation extends RuntimeException {
  public Violation(String what) {
    super(what);
  }
}
