// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import java.util.List;

/// The distance of two Vivaldi coordinates as Serf defines it: the way between the points, both heights, and both
/// adjustments unless these would make it negative.
final class Coordinates {
  private Coordinates() {}

  static double seconds(Json a, Json b) {
    List<Json> from = a.at("Vec").items();
    List<Json> to = b.at("Vec").items();
    double squares = 0;
    for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
      double side = from.get(i).decimal() - to.get(i).decimal();
      squares += side * side;
    }
    double distance = Math.sqrt(squares) + a.at("Height").decimal() + b.at("Height").decimal();
    double adjusted = distance + a.at("Adjustment").decimal() + b.at("Adjustment").decimal();
    return adjusted > 0 ? adjusted : distance;
  }
}
