// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.Locale;

/// A named index number: the raft index at which a table, or a part of one that has a name of its
/// own, last changed. Consul keeps the same list and writes it into snapshots (record type 16), with
/// the names as they were last written but found without regard to case.
public record IndexEntry(String key, long value) {
  /// Where the entry of a name stands.
  static byte[] keyOf(String name) {
    return Key.of(name.toLowerCase(Locale.ROOT));
  }
}
