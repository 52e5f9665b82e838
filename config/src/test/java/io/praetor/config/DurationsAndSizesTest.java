// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that are texts with a meaning, and their bounds.
class DurationsAndSizesTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0s,0",
    "1ns,1",
    "1us,1000",
    "1µs,1000",
    "1ms,1000000",
    "1.5s,1500000000",
    "-1s,-1000000000",
    "1h2m3s,3723000000000",
    "100h,360000000000000",
    ".5s,500000000",
    "1s500ms,1500000000"
  })
  void durations(String text, long nanos) {
    RuntimeConfig config = Loading.json("\"dns_config\":{\"node_ttl\":\"" + text + "\"}");
    assertEquals(Duration.ofNanos(nanos), config.dns().nodeTtl());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5     | time: missing unit in duration \"5\"",
        "x     | time: invalid duration \"x\"",
        "5 s   | time: unknown unit \" s\" in duration \"5 s\"",
        "1d    | time: unknown unit \"d\" in duration \"1d\"",
        "-     | time: invalid duration \"-\"",
        "1.s.  | time: invalid duration \"1.s.\"",
        "9999999999h | time: invalid duration \"9999999999h\""
      })
  void brokenDurations(String text, String error) {
    assertEquals(
        "1 error occurred:\n\t* dns_config.node_ttl: invalid duration: \"%s\": %s\n\n"
            .formatted(text, error),
        Loading.error(Loading.loadJson("\"dns_config\":{\"node_ttl\":\"" + text + "\"}")));
  }

  @Test
  void allFaultsAreToldInConsulsOrder() {
    assertEquals(
        "2 errors occurred:\n"
            + "\t* dns_config.max_stale: invalid duration: \"y\": time: invalid duration \"y\"\n"
            + "\t* session_ttl_min: invalid duration: \"z\": time: invalid duration \"z\"\n\n",
        Loading.error(
            Loading.loadJson("\"session_ttl_min\":\"z\",\"dns_config\":{\"max_stale\":\"y\"}")));
    // What stands before the bind address is told before the rest is looked at.
    assertEquals(
        "1 error occurred:\n"
            + "\t* dns_config.service_ttl[\"a\"]: invalid duration: \"x\": time: invalid duration"
            + " \"x\"\n\n",
        Loading.error(
            Loading.loadJson(
                "\"session_ttl_min\":\"z\",\"dns_config\":{\"service_ttl\":{\"a\":\"x\"}}")));
  }

  @ParameterizedTest
  @CsvSource({
    "http_config.read_timeout,999ms,1s",
    "http_config.idle_timeout,9s,10s",
    "performance.grpc_keepalive_interval,1ms,1s",
    "server_rejoin_age_max,5h,6h0m0s"
  })
  void leastDurations(String key, String given, String least) {
    int dot = key.indexOf('.');
    String members =
        dot < 0
            ? "\"%s\":\"%s\"".formatted(key, given)
            : "\"%s\":{\"%s\":\"%s\"}"
                .formatted(key.substring(0, dot), key.substring(dot + 1), given);
    assertEquals(
        "1 error occurred:\n\t* %s: duration '%s' cannot be less than: %s\n\n"
            .formatted(key, given, least),
        Loading.error(Loading.loadJson(members)));
  }

  @ParameterizedTest
  @CsvSource({"0,-1", "-5,-1", "1,1", "65535,65535"})
  void ports(int given, int port) {
    assertEquals(port, Loading.json("\"ports\":{\"http\":" + given + "}").ports().http());
  }

  @Test
  void portsAreBounded() {
    assertEquals(
        "1 error occurred:\n\t* ports.http: invalid port: 65536\n\n",
        Loading.error(Loading.loadJson("\"ports\":{\"http\":65536}")));
    assertEquals(
        "sidecar_min_port must be less than sidecar_max_port. To disable, set both to zero.",
        Loading.error(Loading.loadJson("\"ports\":{\"sidecar_min_port\":30000}")));
  }

  /// Go cuts fractions off and keeps what fits.
  @ParameterizedTest
  @CsvSource({"1.9,1", "-1.9,-1", "1e3,1000"})
  void wholeNumbersInJson(String given, int number) {
    assertEquals(
        number,
        Loading.json("\"limits\":{\"http_max_conns_per_client\":" + given + "}")
            .limits()
            .httpMaxConnsPerClient());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"server\":\"yes\" | 'server' expected type 'bool', got unconvertible type 'string'",
        "\"server\":1 | 'server' expected type 'bool', got unconvertible type 'float64'",
        "\"ports\":{\"http\":\"1\"} | 'ports.http' expected type 'int', got unconvertible type 'string'",
        "\"ports\":{\"http\":true} | 'ports.http' expected type 'int', got unconvertible type 'bool'",
        "\"log_level\":1 | 'log_level' expected type 'string', got unconvertible type 'float64'",
        "\"recursors\":\"x\" | 'recursors' source data must be an array or slice, got string",
        "\"node_meta\":1 | 'node_meta' expected type 'map[string]string', got unconvertible type 'float64'",
        "\"ports\":1 | 'ports' expected a map or struct, got \"float64\""
      })
  void typesAreStrict(String members, String misfit) {
    assertEquals(
        "failed to parse f.json: decoding failed due to the following error(s):\n\n" + misfit,
        Loading.error(Loading.loadJson(members)));
  }
}
