// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.wan;

import io.praetor.catalog.Coordinate;
import io.praetor.catalog.DatacenterMap;
import io.praetor.catalog.Distance;
import io.praetor.catalog.Vivaldi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How far the datacenters are, by the network coordinates of their servers.
///
/// @param datacenter the own one; it counts as no way off
/// @param self where this server is
/// @param servers all of the WAN pool that have not left, this one included
public record WanDistances(String datacenter, Vivaldi self, List<Placed> servers) {
  private static final String AREA = "wan";

  /// A server and where it is, if that is known.
  public record Placed(WanServer server, @Nullable Vivaldi position) {}

  public WanDistances {
    servers = List.copyOf(servers);
  }

  /// All datacenters, the nearest first: by the median of the round trips to their servers, and by
  /// name where that is the same. The farthest are those of which nothing is known.
  public List<String> nearestFirst() {
    SortedMap<String, Double> medians = new TreeMap<>();
    byDatacenter()
        .forEach(
            (name, there) -> {
              List<Double> trips = there.stream().map(this::roundTrip).sorted().toList();
              medians.put(name, trips.get(trips.size() / 2));
            });
    medians.putIfAbsent(datacenter, 0.0);
    List<String> names = new ArrayList<>(medians.keySet());
    names.sort(Comparator.comparingDouble(name -> medians.getOrDefault(name, Distance.UNKNOWN)));
    return names;
  }

  private double roundTrip(Placed there) {
    return there.server().datacenter().equals(datacenter)
        ? 0
        : Distance.seconds(self, there.position());
  }

  /// The known positions by datacenter, as `/v1/coordinate/datacenters` lists them.
  public List<DatacenterMap> maps() {
    List<DatacenterMap> maps = new ArrayList<>();
    byDatacenter()
        .forEach(
            (name, there) -> {
              List<Coordinate> known =
                  there.stream()
                      .filter(placed -> placed.position() != null)
                      .map(
                          placed ->
                              new Coordinate(placed.server().node(), "", "", placed.position()))
                      .toList();
              if (!known.isEmpty()) {
                maps.add(new DatacenterMap(name, AREA, known));
              }
            });
    return maps;
  }

  private SortedMap<String, List<Placed>> byDatacenter() {
    SortedMap<String, List<Placed>> grouped = new TreeMap<>();
    for (Placed placed : servers) {
      grouped.computeIfAbsent(placed.server().datacenter(), name -> new ArrayList<>()).add(placed);
    }
    return grouped;
  }
}
