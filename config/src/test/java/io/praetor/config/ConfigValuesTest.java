// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What of a changed configuration a running agent takes.
class ConfigValuesTest {
  private static final String OLD =
      "\"node_name\":\"old\",\"ports\":{\"http\":1},\"log_level\":\"INFO\","
          + "\"services\":[{\"name\":\"a\"}],\"dns_config\":{\"node_ttl\":\"1s\"},"
          + "\"recursors\":[\"1.1.1.1\"],\"tls\":{\"https\":{\"cert_file\":\"old\"}}";

  private static final String NEW =
      "\"node_name\":\"new\",\"ports\":{\"http\":2},\"log_level\":\"WARN\","
          + "\"services\":[{\"name\":\"b\"}],\"dns_config\":{\"node_ttl\":\"2s\"},"
          + "\"tls\":{\"https\":{\"cert_file\":\"new\"}},\"domain\":\"new.\","
          + "\"http_config\":{\"response_headers\":{\"A\":\"b\"}},"
          + "\"ui_config\":{\"metrics_proxy\":{\"add_headers\":[{\"name\":\"n\",\"value\":\"v\"}]}}";

  private final RuntimeConfig before = Loading.json(OLD);
  private final RuntimeConfig after = Loading.json(NEW);

  @Test
  void changesAreSortedByWhatAReloadDoesWithThem() {
    ConfigValues.Changes changes = before.values().changesTo(after.values());
    assertEquals(
        List.of(
            "dns_config.node_ttl",
            "log_level",
            "recursors",
            "services",
            "tls.https.cert_file",
            "ui_config.metrics_proxy.add_headers"),
        changes.applied());
    assertEquals(
        List.of("domain", "http_config.response_headers", "node_name", "ports.http"),
        changes.needRestart());
    assertEquals(
        new ConfigValues.Changes(List.of(), List.of()), before.values().changesTo(before.values()));
  }

  @Test
  void aReloadTakesOnlyItsPart() {
    RuntimeConfig running = Loading.config(before.values().reloaded(after.values()));
    assertEquals("old", running.node().name());
    assertEquals(1, running.ports().http());
    assertEquals("consul.", running.dns().domain());
    assertEquals("WARN", running.log().level());
    assertEquals("b", running.services().getFirst().name());
    assertEquals(Duration.ofSeconds(2), running.dns().nodeTtl());
    assertEquals("new", running.tls().https().certFile());
    assertEquals(1, running.ui().metricsProxy().addHeaders().size());
    // What the new one no longer has goes back to its default.
    assertEquals(List.of(), running.dns().recursors());
    // Nothing is left to apply, and what needs a restart still does at the next reload.
    assertEquals(List.of(), running.values().changesTo(after.values()).applied());
    assertEquals(4, running.values().changesTo(after.values()).needRestart().size());
  }

  @Test
  void oneValueCanBeKept() {
    RuntimeConfig kept = Loading.config(after.values().keeping("log_level", before.values()));
    assertEquals("INFO", kept.log().level());
    assertEquals("new", kept.node().name());
  }
}
