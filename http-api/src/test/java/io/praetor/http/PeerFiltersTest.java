// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.catalog.Node;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.KvMethods;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerFiltersTest {
  private final PeerFilters filters = new PeerFilters();

  @Test
  void keepsWhatMatches() {
    Node one = Node.builder().node("one").address("10.0.0.1").build();
    Node two = Node.builder().node("two").address("10.0.0.2").build();
    assertEquals(
        List.of(two),
        filters.of(CatalogMethods.LIST_NODES, "Node == two").apply(List.of(one, two)));
  }

  @Test
  void refusesWhatTheApiRefuses() {
    ConsulException refused =
        assertThrows(
            ConsulException.class, () -> filters.of(CatalogMethods.LIST_NODES, "Nope == two"));
    assertEquals(
        "Failed to create boolean expression evaluator: Selector \"Nope\" is not valid",
        refused.text());
  }

  @Test
  void leavesTheRestAlone() {
    List<String> keys = List.of("a");
    assertSame(keys, filters.of(KvMethods.LIST_KEYS, "Key == b").apply(keys));
  }
}
