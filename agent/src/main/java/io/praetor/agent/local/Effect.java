// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.CheckType;

/// What must be done because the local state changed, in this order. [LocalServices] does it.
sealed interface Effect {
  /// Begin to run a check, instead of what ran under its id.
  record Run(String checkId, CheckType type) implements Effect {}

  /// No longer run a check, nor wake for it.
  record Halt(String checkId) implements Effect {}

  /// Ask [LocalState#wake] about this check at this moment, instead of an earlier request.
  record WakeAt(String checkId, long atNanos) implements Effect {}

  /// The services that callers see are not what they were.
  record ServicesChanged() implements Effect {}

  /// The catalog lags behind.
  record SyncNeeded() implements Effect {}
}
