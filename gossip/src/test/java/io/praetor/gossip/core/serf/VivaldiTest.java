// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.gossip.Vectors;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Against a run of serf's own client.
class VivaldiTest {
  @Test
  void sevenSteps() {
    Map<String, Object> tables = Vectors.cast(Vectors.json("formulas"));
    Map<String, Object> run = Vectors.cast(tables.get("vivaldi"));
    Coordinate other = coordinate(Vectors.cast(run.get("other")));
    Vivaldi vivaldi = new Vivaldi(new Random(1), false);
    vivaldi.set(coordinate(Vectors.cast(run.get("start"))));
    for (Map<String, Object> step : Vectors.<List<Map<String, Object>>>cast(run.get("steps"))) {
      vivaldi.update("peer", other, number(step.get("rtt_ms")) / 1000);
      Coordinate own = vivaldi.own();
      List<Object> vec = Vectors.cast(step.get("vec"));
      for (int i = 0; i < vec.size(); i++) {
        assertEquals(number(vec.get(i)), own.vec().get(i), 1e-12);
      }
      assertEquals(number(step.get("error")), own.error(), 1e-12);
      assertEquals(number(step.get("adjustment")), own.adjustment(), 1e-12);
      assertEquals(number(step.get("height")), own.height(), 1e-12);
      assertEquals(number(step.get("distance_ns")), own.distance(other) * 1e9, 2);
    }
  }

  @Test
  void remembersWhereOthersAreUntilTheyAreForgotten() {
    Vivaldi vivaldi = new Vivaldi(new Random(1), true);
    Coordinate near = new Coordinate(Collections.nCopies(8, 0.001), 1.5, 0, 1e-5);
    Coordinate broken = new Coordinate(Collections.nCopies(8, Double.NaN), 1.5, 0, 1e-5);
    vivaldi.update("near", near, 0.001);
    vivaldi.update("broken", broken, 0.001);
    vivaldi.update("slow", near, 11);
    assertEquals(Map.of("near", near), vivaldi.others());
    vivaldi.forget("near");
    assertEquals(Map.of(), vivaldi.others());
  }

  private static Coordinate coordinate(Map<String, Object> from) {
    List<Object> vec = Vectors.cast(from.get("Vec"));
    return new Coordinate(
        vec.stream().map(VivaldiTest::number).toList(),
        number(from.get("Error")),
        number(from.get("Adjustment")),
        number(from.get("Height")));
  }

  private static double number(Object value) {
    return Vectors.<Number>cast(value).doubleValue();
  }
}
