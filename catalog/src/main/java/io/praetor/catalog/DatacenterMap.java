// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The positions of one datacenter's servers, as `/v1/coordinate/datacenters` lists them.
public record DatacenterMap(
    String datacenter, String areaID, @Nullable List<Coordinate> coordinates) {

  public static final Struct<DatacenterMap> CODEC =
      Struct.<DatacenterMap>named("DatacenterMap")
          .field("Datacenter", STRING, DatacenterMap::datacenter)
          .field("AreaID", STRING, DatacenterMap::areaID)
          .field("Coordinates", nullable(list(Coordinate.CODEC)), DatacenterMap::coordinates)
          .build(v -> new DatacenterMap(v.get(0), v.get(1), v.get(2)));

  public DatacenterMap {
    coordinates = Frozen.list(coordinates);
  }
}
