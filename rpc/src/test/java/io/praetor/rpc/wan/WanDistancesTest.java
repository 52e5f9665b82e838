// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.catalog.Coordinate;
import io.praetor.catalog.DatacenterMap;
import io.praetor.catalog.Vivaldi;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The nearest datacenter by the median of the round trips to its servers.
class WanDistancesTest {
  private final List<WanDistances.Placed> servers = new ArrayList<>();

  private static Vivaldi at(double milliseconds) {
    List<Double> vec = new ArrayList<>(Collections.nCopies(8, 0.0));
    vec.set(0, milliseconds / 1000);
    return new Vivaldi(vec, 0.1, 0, 0);
  }

  private WanDistancesTest add(String datacenter, @Nullable Vivaldi... positions) {
    for (Vivaldi position : positions) {
      String name = "s" + servers.size() + "." + datacenter;
      InetSocketAddress address = new InetSocketAddress("10.0.0.1", 8300 + servers.size());
      servers.add(new WanDistances.Placed(new WanServer(name, datacenter, address), position));
    }
    return this;
  }

  private WanDistances from(String datacenter) {
    return new WanDistances(datacenter, at(0), servers);
  }

  @Test
  void theMedianServerCounts() {
    add("far", at(1), at(90), at(100)).add("near", at(10), at(20), at(900)).add("home", at(0));
    assertEquals(List.of("home", "near", "far"), from("home").nearestFirst());
  }

  @Test
  void theOwnDatacenterIsFirstHoweverSlowItIs() {
    add("home", at(500)).add("near", at(1));
    assertEquals(List.of("home", "near"), from("home").nearestFirst());
  }

  @Test
  void equallyFarOnesStandByNameAndUnknownOnesLast() {
    add("unknown", (Vivaldi) null).add("b", at(5)).add("a", at(5)).add("home", at(0));
    assertEquals(List.of("home", "a", "b", "unknown"), from("home").nearestFirst());
  }

  @Test
  void withoutAPoolThereIsTheOwnDatacenter() {
    assertEquals(List.of("home"), from("home").nearestFirst());
    assertEquals(List.of(), from("home").maps());
  }

  @Test
  void mapsShowNodesWithKnownPositions() {
    add("b", at(5), null).add("a", at(7)).add("c", (Vivaldi) null);
    assertEquals(
        List.of(
            new DatacenterMap("a", "wan", List.of(new Coordinate("s2", "", "", at(7)))),
            new DatacenterMap("b", "wan", List.of(new Coordinate("s0", "", "", at(5))))),
        from("a").maps());
  }
}
