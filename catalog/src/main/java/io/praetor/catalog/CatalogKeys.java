// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.store.Key;
import java.util.Locale;

/// Keys of the catalog's tables. Consul compares names of nodes, services and checks without case.
/// The first part is always the peer that the entry was imported from, empty for our own.
final class CatalogKeys {
  private CatalogKeys() {}

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static byte[] of(String peer, String name) {
    return Key.of(lower(peer), lower(name));
  }

  static byte[] of(String peer, String node, String id) {
    return Key.of(lower(peer), lower(node), lower(id));
  }

  /// All entries of a peer.
  static byte[] prefix(String peer) {
    return Key.prefix(lower(peer));
  }

  /// All entries of a node.
  static byte[] prefix(String peer, String node) {
    return Key.prefix(lower(peer), lower(node));
  }
}
