// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

/// What applying a write came to.
public sealed interface Outcome {
  /// Applied, or found not to apply: a compare-and-set of an old version, a lock held by another.
  record Done(boolean applied) implements Outcome {}

  /// Refused with Consul's text; nothing was changed.
  record Refused(String text) implements Outcome {}

  Outcome TRUE = new Done(true);
  Outcome FALSE = new Done(false);
}
