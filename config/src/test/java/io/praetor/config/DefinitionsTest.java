// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Services and checks in files.
class DefinitionsTest {
  @Test
  void aServiceInHclAndInJson() {
    String hcl =
        """
        service {
          name = "web"
          id = "w1"
          port = 80
          tags = ["a", "b"]
          meta { k = "v" }
          weights { passing = 3 }
          tagged_addresses { lan { address = "1.2.3.4" port = 5 } }
          check { http = "http://x" interval = "10s" header { H = ["1", "2"] } }
          checks = [{ ttl = "1m" }]
          connect { sidecar_service { port = 7 } }
        }
        """;
    String json =
        """
        "service":{"Name":"web","ID":"w1","Port":80,"Tags":["a","b"],"Meta":{"k":"v"},
        "Weights":{"Passing":3},"Tagged_Addresses":{"lan":{"Address":"1.2.3.4","Port":5}},
        "Check":{"HTTP":"http://x","Interval":"10s","Header":{"H":["1","2"]}},
        "Checks":[{"TTL":"1m"}],"Connect":{"Sidecar_Service":{"Port":7}}}
        """;
    List<ServiceDefinition> fromHcl = Loading.hcl(hcl).services();
    assertEquals(fromHcl, Loading.json(json).services());
    ServiceDefinition web = fromHcl.getFirst();
    assertEquals("web", web.name());
    assertEquals(List.of("a", "b"), web.tags());
    assertEquals(Map.of("k", "v"), web.meta());
    assertEquals(80, web.port());
    assertEquals(2, web.checks().size() + (web.check() == null ? 0 : 1));
    assertNotNull(web.connect());
    ServiceDefinition sidecar = web.connect().sidecarService();
    assertNotNull(sidecar);
    assertEquals(7, sidecar.port());
  }

  @Test
  void checkDefaultsAndAliases() {
    CheckDefinition check =
        Loading.json(
                "\"check\":{\"name\":\"c\",\"ScriptArgs\":[\"true\"],\"interval\":\"5s\","
                    + "\"TLSSkipVerify\":true,\"DeregisterCriticalServiceAfter\":\"90m\"}")
            .serviceChecks()
            .getFirst();
    assertEquals(List.of("true"), check.scriptArgs());
    assertTrue(check.tlsSkipVerify());
    assertEquals(Duration.ofMinutes(90), check.deregisterCriticalServiceAfter());
    assertEquals(4096, check.outputMaxSizeBytes());
    assertEquals(
        4096,
        Loading.json("\"check_output_max_size\":9999,\"check\":{\"name\":\"c\",\"ttl\":\"1s\"}")
            .serviceChecks()
            .getFirst()
            .outputMaxSizeBytes());
    assertNull(Loading.json("\"service\":{\"name\":\"a\"}").services().getFirst().check());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"check\":{\"name\":\"c\",\"ttl\":\"1s\",\"http\":\"x\",\"interval\":\"1s\"} | check \"c\": Interval and TTL cannot both be specified",
        "\"check\":{\"name\":\"c\",\"http\":\"x\"} | check \"c\": Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks",
        "\"check\":{\"name\":\"c\",\"ttl\":\"1s\",\"output_max_size\":-1} | check \"c\": MaxOutputMaxSize must be positive",
        "\"service\":{\"name\":\"a\",\"check\":{\"http\":\"x\"}} | service \"a\": check \"\": Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks",
        "\"node_meta\":{\"consul-x\":\"1\"} | node_meta invalid: Couldn't load metadata pair ('consul-x', '1'): Key prefix 'consul-' is reserved for internal use"
      })
  void rules(String members, String error) {
    assertEquals(error, Loading.error(Loading.loadJson(members)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"service\":{\"name\":\"a\",\"port\":1,\"socket_path\":\"/x\"} | service a cannot have both socket path /x and address/port",
        "\"service\":{\"name\":\"a\",\"port\":1,\"connect\":{\"sidecar_service\":{\"id\":\"x\"}}} | sidecar_service can't specify an ID",
        "\"service\":{\"name\":\"a\",\"meta\":{\"a b\":\"c\"}} | invalid meta for service a: Couldn't load metadata pair ('a b', 'c'): Key contains invalid characters"
      })
  void serviceRules(String members, String error) {
    assertTrue(
        Loading.error(Loading.loadJson(members)).contains("1 error occurred:\n\t* " + error),
        () -> Loading.error(Loading.loadJson(members)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"colour\":1 | colour",
        "\"dns_config\":{\"nope\":1} | dns_config.nope",
        "\"service\":{\"name\":\"a\",\"nope\":1} | service.nope",
        "\"service\":{\"name\":\"a\",\"check\":{\"nope\":1}} | service.check.nope",
        "\"services\":[{\"name\":\"a\"},{\"nope\":1}] | services[1].nope",
        "\"service\":{\"proxy\":{\"upstreams\":[{\"nope\":1}]}} | service.proxy.upstreams[0].nope",
        "\"check\":{\"nope\":1} | check.nope",
        "\"acl\":{\"tokens\":{\"nope\":1}} | acl.tokens.nope"
      })
  void unknownKeysAreNamedWithTheirPlace(String members, String key) {
    assertEquals(
        "failed to parse f.json: 1 error occurred:\n\t* invalid config key " + key + "\n\n",
        Loading.error(Loading.loadJson(members)));
  }

  @Test
  void freeTreesTakeAnyKey() {
    RuntimeConfig config =
        Loading.hcl(
            """
            service { name = "p" kind = "connect-proxy" port = 1
              proxy { destination_service_name = "d" config { a { b = [1, { c = "x" }] } } } }
            watches = [{ type = "key" key = "k" extra { deep = true } }]
            """);
    assertEquals(
        Map.of("a", Map.of("b", List.of(1L, Map.of("c", "x")))),
        java.util.Objects.requireNonNull(config.services().getFirst().proxy()).config());
    assertEquals(
        List.of(Map.of("type", "key", "key", "k", "extra", Map.of("deep", true))),
        config.watches());
  }
}
