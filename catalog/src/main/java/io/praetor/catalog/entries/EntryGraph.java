// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.store.View;

/// What is refused about an entry because of the others.
final class EntryGraph {
  private EntryGraph() {}

  static void check(View view, ConfigEntry changed) {}
}
