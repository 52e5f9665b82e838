// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.catalog.CatalogKeys.lower;

import io.praetor.store.Key;
import io.praetor.store.ReadResult;
import io.praetor.store.Scan;
import io.praetor.store.Table;
import io.praetor.store.Topic;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.List;

/// The table of network positions: one for each node and segment. Writes run on the state machine's
/// thread.
public final class Coordinates {
  public static final Table<Coordinate> TABLE =
      Table.of("coordinates", row -> Key.of(lower(row.node()), row.segment()));

  private Coordinates() {}

  /// The positions of a node, by segment.
  static Scan<Coordinate> on(View view, String node) {
    return view.scanPrefix(TABLE, Key.prefix(lower(node)));
  }

  /// Takes a batch of positions; those of nodes that are not in the catalog are dropped.
  public static void update(WriteTxn txn, List<Coordinate> updates) {
    for (Coordinate update : updates) {
      if (update.coord() != null && Nodes.get(txn, "", update.node()) != null) {
        txn.put(TABLE, update);
      }
    }
    txn.bumpIndex(CatalogIndexes.COORDINATES);
  }

  static void deleteNode(WriteTxn txn, String node) {
    List<Coordinate> gone = on(txn, node).toList();
    for (Coordinate coordinate : gone) {
      txn.delete(TABLE, Key.of(lower(node), coordinate.segment()));
    }
    if (!gone.isEmpty()) {
      txn.bumpIndex(CatalogIndexes.COORDINATES);
    }
  }

  /// All positions, by node.
  public static ReadResult<List<Coordinate>> all(View view) {
    return answer(view, view.scan(TABLE).toList());
  }

  /// The positions of one node, under the name that was asked for.
  public static ReadResult<List<Coordinate>> ofNode(View view, String node) {
    return answer(
        view,
        on(view, node).stream()
            .map(row -> new Coordinate(node, row.segment(), row.partition(), row.coord()))
            .toList());
  }

  private static ReadResult<List<Coordinate>> answer(View view, List<Coordinate> found) {
    return ReadResult.of(
        found, view.index(CatalogIndexes.COORDINATES), Topic.index(CatalogIndexes.COORDINATES));
  }
}
