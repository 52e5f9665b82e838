// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.catalog.CatalogKeys.lower;

import io.praetor.store.Key;
import io.praetor.store.Scan;
import io.praetor.store.Table;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.List;

/// Which service names there are of each kind; under `connect-enabled`, those that the mesh can
/// reach. Derived from the services: a snapshot does not carry it.
final class KindNames {
  /// A name, and the kind that it was seen with.
  record KindName(String kind, String name) {}

  static final Table<KindName> TABLE =
      Table.of("kind-service-names", row -> key(row.kind(), row.name()));

  static final String CONNECT_ENABLED = "connect-enabled";

  private KindNames() {}

  private static byte[] key(String kind, String name) {
    return Key.of(lower(kind), lower(name));
  }

  static Scan<KindName> ofKind(View view, String kind) {
    return view.scanPrefix(TABLE, Key.prefix(lower(CatalogIndexes.kindName(kind))));
  }

  /// The names that an instance stands for.
  private static List<KindName> of(ServiceRow row) {
    if (!row.peer().isEmpty()) {
      return List.of();
    }
    KindName own =
        new KindName(CatalogIndexes.kindName(row.service().kind()), row.service().service());
    return row.connectName().isEmpty()
        ? List.of(own)
        : List.of(own, new KindName(CONNECT_ENABLED, row.connectName()));
  }

  static void add(WriteTxn txn, ServiceRow row) {
    for (KindName name : of(row)) {
      if (txn.get(TABLE, key(name.kind(), name.name())) == null) {
        txn.put(TABLE, name);
        bump(txn, name.kind());
      }
    }
  }

  /// As `add`, from a snapshot, which carries the index numbers.
  static void restore(WriteTxn txn, ServiceRow row) {
    of(row).forEach(name -> txn.put(TABLE, name));
  }

  /// Forgets the names that the instance, which is gone, was the last one of.
  static void remove(WriteTxn txn, ServiceRow row) {
    if (!row.peer().isEmpty()) {
      return;
    }
    if (Services.named(txn, row.peer(), row.service().service()).isEmpty()) {
      remove(txn, CatalogIndexes.kindName(row.service().kind()), row.service().service());
    }
    String mesh = row.connectName();
    if (!mesh.isEmpty()
        && txn.scan(Services.BY_CONNECT, Services.nameKey(row.peer(), mesh)).isEmpty()) {
      remove(txn, CONNECT_ENABLED, mesh);
    }
  }

  private static void remove(WriteTxn txn, String kind, String name) {
    if (txn.delete(TABLE, key(kind, name)) != null) {
      bump(txn, kind);
    }
  }

  private static void bump(WriteTxn txn, String kind) {
    txn.bumpIndex("kind_service_names." + kind);
  }
}
