// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Options in the environment.
class EnvironmentOptionsTest {
  private static FakeHost host() {
    return new FakeHost()
        .address("eth0", "10.1.2.3", 16, true, true)
        .variable("PRAETOR_CONFIG_DATA_DIR", "/d");
  }

  private static RuntimeConfig with(FakeHost host, String... arguments) {
    return Loading.config(Loading.load(host, arguments));
  }

  @Test
  void everyKindOfValueCanBeGiven() {
    RuntimeConfig config =
        with(
            host()
                .variable("PRAETOR_CONFIG_SERVER", "true")
                .variable("PRAETOR_CONFIG_BOOTSTRAP_EXPECT", "3")
                .variable("PRAETOR_CONFIG_NODE_NAME", "12")
                .variable("PRAETOR_CONFIG_RETRY_JOIN", "server1, server2:8301")
                .variable("PRAETOR_CONFIG_NODE_META", "rack=7,zone=a=b")
                .variable("PRAETOR_CONFIG_DNS_CONFIG_NODE_TTL", "3s")
                .variable(
                    "PRAETOR_CONFIG_SERVICES",
                    "[{\"name\":\"web\",\"port\":80,\"tags\":[\"v1\"]}]"));
    assertEquals("12", config.node().name());
    assertEquals(List.of("server1", "server2:8301"), config.join().lan().addresses());
    assertEquals(Map.of("rack", "7", "zone", "a=b"), config.node().meta());
    assertEquals(3, config.dns().nodeTtl().toSeconds());
    assertEquals("web", config.services().getFirst().name());
  }

  @Test
  void theyComeAfterFilesAndBeforeFlags() {
    FakeHost host =
        host()
            .file("f.json", "{\"datacenter\":\"file\",\"node_name\":\"file\"}")
            .variable("PRAETOR_CONFIG_DATACENTER", "variable")
            .variable("PRAETOR_CONFIG_NODE_NAME", "variable");
    RuntimeConfig config = with(host, "-config-file", "f.json", "-node", "flag");
    assertEquals("variable", config.node().datacenter());
    assertEquals("flag", config.node().name());
  }

  @Test
  void whatIsNoOptionIsRefused() {
    String error =
        Loading.error(Loading.load(host().variable("PRAETOR_CONFIG_BOOTSTRAP_EXPECTED", "3")));
    assertTrue(
        error.startsWith("environment variable PRAETOR_CONFIG_BOOTSTRAP_EXPECTED names no option"),
        error);
  }

  @Test
  void aMisfitIsToldLikeThatOfAFile() {
    String error =
        Loading.error(Loading.load(host().variable("PRAETOR_CONFIG_BOOTSTRAP_EXPECT", "\"3\"")));
    assertTrue(error.startsWith("failed to parse environment: "), error);
    assertTrue(error.contains("'bootstrap_expect' expected type 'int'"), error);
    error = Loading.error(Loading.load(host().variable("PRAETOR_CONFIG_PORTS_HTTP", "85x")));
    assertTrue(
        error.startsWith("environment variable PRAETOR_CONFIG_PORTS_HTTP: not a JSON value"),
        error);
  }

  @Test
  void everyFieldHasItsVariable() {
    assertEquals(
        "PRAETOR_CONFIG_TLS_DEFAULTS_CA_FILE", EnvironmentOptions.nameOf("tls.defaults.ca_file"));
    for (Field field : Fields.AGENT) {
      if (EnvironmentOptions.isOld(field)) {
        continue;
      }
      String root = field.key().replaceFirst("(\\[]|\\{}).*", "");
      String error =
          Loading.error(
              Loading.load(new FakeHost().variable(EnvironmentOptions.nameOf(root), "{")));
      assertTrue(!error.contains("names no option"), error);
    }
  }
}
