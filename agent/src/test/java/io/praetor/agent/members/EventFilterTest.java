// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.catalog.NodeService;
import io.praetor.http.agent.UserEvent;
import io.praetor.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {
  private final EventFilter filter =
      new EventFilter(
          "web-1",
          () ->
              List.of(
                  NodeService.builder().id("s1").service("shop").tags(List.of("blue")).build()));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'', '', '', true",
        "web, '', '', true",
        "^db, '', '', false",
        "'', sho, '', true",
        "'', cart, '', false",
        "'', shop, blue, true",
        "'', shop, green, false",
        "'(', '', '', false"
      })
  void accepts(String node, String service, String tag, boolean wanted) {
    UserEvent event = new UserEvent("id", "deploy", Bytes.NIL, node, service, tag, 1, 2);
    assertEquals(wanted, filter.accepts(event));
  }

  /// As by Consul, which only warns.
  @Test
  void aNewerVersionIsAccepted() {
    assertTrue(filter.accepts(new UserEvent("id", "deploy", Bytes.NIL, "", "", "", 2, 2)));
  }
}
