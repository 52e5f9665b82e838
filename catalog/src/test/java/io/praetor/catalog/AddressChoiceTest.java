// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The addresses that Consul 1.22.5 answered, with `translate_wan_addrs`, for nodes of another
/// datacenter that had these tags.
class AddressChoiceTest {
  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : text.split(" ")) {
      String[] parts = pair.split("=");
      if (parts.length == 2) {
        tags.put(parts[0], parts[1]);
      }
    }
    return tags;
  }

  @ParameterizedTest
  @CsvSource({
    "lan=l lan_ipv4=l4 wan=w wan_ipv4=w4 wan_ipv6=w6, w6, w4, w6",
    "wan=w, w, w, w",
    "lan_ipv4=l4 lan_ipv6=l6, l6, l4, l6",
    "wan=w wan_ipv4=w4, w4, w4, w",
    "x=y, plain, plain, plain"
  })
  void forTheWan(String tags, String any, String four, String six) {
    Map<String, String> tagged = tags(tags);
    assertEquals(any, AddressChoice.WAN_ANY.of("plain", tagged));
    assertEquals(four, new AddressChoice(true, true, false).of("plain", tagged));
    assertEquals(six, new AddressChoice(true, false, true).of("plain", tagged));
  }

  @Test
  void atHomeTheWanDoesNotCount() {
    AddressChoice home = new AddressChoice(false, true, true);
    assertEquals("plain", home.of("plain", tags("wan=w wan_ipv4=w4")));
    assertEquals("l6", home.of("plain", tags("wan_ipv6=w6 lan_ipv6=l6 lan_ipv4=l4")));
    assertEquals("l4", new AddressChoice(false, true, false).of("plain", tags("lan_ipv4=l4")));
    assertEquals(80, home.port(80, Map.of("wan", new ServiceAddress("w", 8080))));
  }

  @Test
  void instancesHaveAPortForTheWan() {
    Map<String, ServiceAddress> tagged = Map.of("wan", new ServiceAddress("w", 8080));
    assertEquals("w", AddressChoice.WAN_ANY.ofService("", tagged));
    assertEquals(8080, AddressChoice.WAN_ANY.port(80, tagged));
    Map<String, ServiceAddress> without = Map.of("wan", new ServiceAddress("", 0));
    assertEquals("", AddressChoice.WAN_ANY.ofService("plain", without), "reached at its node's");
    assertEquals(80, AddressChoice.WAN_ANY.port(80, without));
    assertEquals("plain", AddressChoice.WAN_ANY.ofService("plain", null));
    assertEquals(80, AddressChoice.WAN_ANY.port(80, null));
  }
}
