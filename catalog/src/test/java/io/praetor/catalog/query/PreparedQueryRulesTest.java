// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Texts, and which of several faults is told, are those of a running Consul 1.22.5.
class PreparedQueryRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'Service': {}}|Must be bound to a session",
        "{'Name': 'x', 'Token': '<hidden>'}|Bad Token '<hidden>', it looks like a query definition"
            + " with a redacted token was submitted",
        "{'Name': 'x', 'Service': {'SamenessGroup': 'g'}}|Must provide a Service name to query",
        "{'Name': 'x', 'Service': {'Service': 'w', 'Failover': {'NearestN': -1, 'Targets': [{}]}}}|"
            + "Bad NearestN '-1', must be >= 0",
        "{'Name': 'x', 'Service': {'Service': 'w', 'Failover': {'NearestN': 1, 'Targets': [{}]}}}|"
            + "Targets cannot be populated with NearestN or Datacenters",
        "{'Name': 'x', 'Service': {'Service': 'w', 'Failover': {'Datacenters': ['d'],"
            + " 'Targets': [{}]}}}|Targets cannot be populated with NearestN or Datacenters",
        "{'Name': 'x', 'Service': {'Service': 'w', 'SamenessGroup': 'g', 'NodeMeta': {'': 'x'}}}|"
            + "Couldn't load metadata pair ('', 'x'): Key cannot be blank",
        "{'Name': 'x', 'Service': {'Service': 'w', 'NodeMeta': {'a.b': 'x'}}}|"
            + "Couldn't load metadata pair ('a.b', 'x'): Key contains invalid characters",
        "{'Name': 'x', 'Service': {'Service': 'w', 'SamenessGroup': 'g'}, 'DNS': {'TTL': 'x'}}|"
            + "sameness-groups are an enterprise-only feature",
        "{'Name': 'x', 'Service': {'Service': 'w'}, 'DNS': {'TTL': '-1s'}}|"
            + "DNS TTL '-1000000000', must be >=0",
        "{'Name': 'x', 'Service': {'Service': 'w'}, 'DNS': {'TTL': '10'}}|"
            + "Bad DNS TTL '10': time: missing unit in duration \"10\""
      })
  void refusesWhatConsulRefuses(String json, String text) {
    assertEquals(text, PreparedQueryRules.fault(Queries.of(json)));
  }

  @Test
  void takesTheRest() {
    for (String json :
        new String[] {
          "{'Name': 'x', 'Service': {'Service': ' '}}",
          "{'Session': 'any', 'Service': {'Service': 'w'}}",
          "{'Template': {'Type': 'any'}, 'Service': {'Service': 'w'}}",
          "{'Name': 'x', 'Service': {'Service': 'w', 'NodeMeta': {'consul-x': 'v'},"
              + " 'ServiceMeta': {'': 'v', 'a b': 'v'}, 'Failover': {'Targets': [{}]}},"
              + " 'DNS': {'TTL': '0s'}}"
        }) {
      assertNull(PreparedQueryRules.fault(Queries.of(json)), json);
    }
  }

  @Test
  void metadataIsLimited() {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < 65; i++) {
      pairs.append(i == 0 ? "" : ",").append("'k").append(i).append("': 'v'");
    }
    assertEquals(
        "Node metadata cannot contain more than 64 key/value pairs", fault("{" + pairs + "}"));
    assertEquals(
        "Couldn't load metadata pair ('"
            + "a".repeat(129)
            + "', 'x'): Key is too long (limit: 128 characters)",
        fault("{'" + "a".repeat(129) + "': 'x'}"));
    assertEquals(
        "Couldn't load metadata pair ('a', '"
            + "x".repeat(513)
            + "'): Value is too long (limit: 512 characters)",
        fault("{'a': '" + "x".repeat(513) + "'}"));
  }

  private static String fault(String meta) {
    return String.valueOf(
        PreparedQueryRules.fault(
            Queries.of("{'Name': 'x', 'Service': {'Service': 'w', 'NodeMeta': " + meta + "}}")));
  }
}
