// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The positions of one datacenter's servers, as `/v1/coordinate/datacenters` lists them.
public record DatacenterMap(
    String datacenter, String areaID, @Nullable List<Coordinate> coordinates) {

  public DatacenterMap {
    coordinates = Frozen.list(coordinates);
  }
}
