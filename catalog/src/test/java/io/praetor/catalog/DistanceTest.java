// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistanceTest {
  private static Vivaldi at(double x, double adjustment, double height) {
    return new Vivaldi(List.of(x, 0.0), 1, adjustment, height);
  }

  @Test
  void theRoundTripIsTheDistancePlusBothHeightsPlusBothAdjustments() {
    assertEquals(0.35, Distance.seconds(at(0, 0.01, 0.1), at(0.1, 0.02, 0.12)), 1e-9);
  }

  @Test
  void adjustmentsNeverMakeItNothing() {
    assertEquals(0.1, Distance.seconds(at(0, -0.2, 0), at(0.1, 0, 0)), 1e-9);
  }

  @Test
  void positionsOfDifferentSpacesAreNotComparable() {
    Vivaldi other = new Vivaldi(List.of(1.0), 1, 0, 0);
    assertEquals(Distance.UNKNOWN, Distance.seconds(at(0, 0, 0), other));
    assertEquals(Distance.UNKNOWN, Distance.seconds(at(0, 0, 0), null));
  }

  private static Snapshot state() {
    WriteTxn txn = new Store(CatalogTables.ALL, List.of()).begin(5);
    for (String name : List.of("a", "b", "c", "d")) {
      CatalogCommands.register(
          txn, RegisterRequest.builder().node(name).address("10.0.0.1").build());
    }
    Coordinates.update(
        txn,
        List.of(
            new Coordinate("a", "", "", at(0.3, 0, 0)),
            new Coordinate("c", "", "", at(0.1, 0, 0)),
            new Coordinate("d", "", "", at(0.0, 0, 0)),
            new Coordinate("nobody", "", "", at(0.0, 0, 0))));
    return txn.publish();
  }

  @Test
  void nearestComeFirstAndThoseWithoutAPositionLast() {
    List<String> names = List.of("a", "b", "c", "d");
    assertEquals(List.of("d", "c", "a", "b"), Distance.sort(state(), "D", names, name -> name));
    assertEquals(names, Distance.sort(state(), "b", names, name -> name));
    assertEquals(names, Distance.sort(state(), "nobody", names, name -> name));
  }

  @Test
  void positionsOfUnknownNodesAreDropped() {
    assertEquals(3, Coordinates.all(state()).value().size());
    assertEquals("A", Coordinates.ofNode(state(), "A").value().getFirst().node());
  }
}
