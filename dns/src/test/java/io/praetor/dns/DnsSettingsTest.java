// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DnsSettingsTest {
  @Test
  void theExactNameThenTheLongestPrefixGivesTheTtlOfAService() {
    DnsSettings settings =
        dns(
            Map.of(
                "service_ttl", Map.of("*", "5s", "db*", "20s", "db-*", "30s", "db-main", "40s")));
    assertEquals(40, settings.serviceTtlSeconds("DB-main"));
    assertEquals(30, settings.serviceTtlSeconds("db-replica"));
    assertEquals(20, settings.serviceTtlSeconds("db"));
    assertEquals(5, settings.serviceTtlSeconds("web"));
    assertEquals(0, dns(Map.of()).serviceTtlSeconds("web"));
  }

  @Test
  void fractionsOfASecondAreCutOff() {
    assertEquals(1, dns(Map.of("node_ttl", "1999ms")).nodeTtlSeconds());
    assertEquals(0, dns(Map.of("node_ttl", "900ms")).nodeTtlSeconds());
  }

  @Test
  void theLongerOfTwoDomainsThatFitIsTheZone() throws Exception {
    DnsSettings settings =
        Scenario.settings(Tree.of(Map.of("flags", List.of("-alt-domain", "alt.consul"))));
    assertEquals(Name.parse("alt.consul"), settings.zoneOf(Name.parse("x.Alt.Consul")));
    assertEquals(Name.parse("consul"), settings.zoneOf(Name.parse("x.consul")));
    assertNull(settings.zoneOf(Name.parse("example")));
  }

  private static DnsSettings dns(Map<String, Object> config) {
    return Scenario.settings(Tree.of(Map.of("config", Map.of("dns_config", config))));
  }
}
