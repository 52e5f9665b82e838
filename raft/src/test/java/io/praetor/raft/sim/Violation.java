// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

/// The simulated cluster did something that raft must never do.
final class Violation extends RuntimeException {
  Violation(String what) {
    super(what);
  }
}
