// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MetricsStoreTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T03:04:00Z"));

  private MetricsStore store(String host, Duration retention, List<String> blocked) {
    return new MetricsStore(
        new MetricsSettings("consul", host, true, List.of(), blocked, retention), now::get);
  }

  private void pass(int seconds) {
    now.set(now.get().plusSeconds(seconds));
  }

  @Test
  void showsTheNewestFinishedIntervalInTheFormOfConsul() {
    MetricsStore store = store("host", Duration.ZERO, List.of());
    store.gauge("server.isLeader", 1);
    store.counter("rpc.query", 1);
    store.counter("rpc.query", 1);
    store.sample("kvs.apply", 2.5, new Label("b", "2"));
    store.sample("kvs.apply", 1.5, new Label("b", "2"));
    String first = new String(Json.write(MetricsSummary.CODEC, store.summary()));
    assertEquals(
        "{\"Timestamp\":\"2026-01-02 03:04:00 +0000 UTC\","
            + "\"Gauges\":[{\"Name\":\"consul.host.server.isLeader\",\"Value\":1,\"Labels\":{}}],"
            + "\"Points\":[],"
            + "\"Counters\":[{\"Name\":\"consul.rpc.query\",\"Count\":2,\"Rate\":0.2,\"Sum\":2,"
            + "\"Min\":1,\"Max\":1,\"Mean\":1,\"Stddev\":0,\"Labels\":{}}],"
            + "\"Samples\":[{\"Name\":\"consul.kvs.apply\",\"Count\":2,\"Rate\":0.4,\"Sum\":4,"
            + "\"Min\":1.5,\"Max\":2.5,\"Mean\":2,\"Stddev\":0.7071067811865476,"
            + "\"Labels\":{\"b\":\"2\"}}]}",
        first);
    pass(10);
    store.counter("rpc.query", 7);
    assertEquals(2, store.summary().counters().getFirst().sum());
    pass(10);
    assertEquals(7, store.summary().counters().getFirst().sum());
    pass(3600);
    assertTrue(store.summary().counters().size() <= 1);
  }

  @Test
  void theLongestPrefixRuleDecidesWhatIsKept() {
    MetricsStore store = store("", Duration.ZERO, List.of("consul.raft"));
    store.counter("raft.apply", 1);
    store.counter("rpc.query", 1);
    assertEquals(
        List.of("consul.rpc.query"),
        store.summary().counters().stream().map(MetricsSummary.Sampled::name).toList());
  }

  @Test
  void prometheusSeesTotalsAndQuantilesUntilASeriesIsForgotten() {
    MetricsStore store = store("", Duration.ofSeconds(60), List.of());
    assertTrue(store("", Duration.ZERO, List.of()).prometheus().isEmpty());
    store.gauge("a.b-c", 1.5);
    store.counter("hits", 2, new Label("path", "a\"b"));
    pass(15);
    store.counter("hits", 3, new Label("path", "a\"b"));
    for (int i = 1; i <= 100; i++) {
      store.sample("time", i);
    }
    assertEquals(
        """
        # HELP consul_a_b_c consul_a_b_c
        # TYPE consul_a_b_c gauge
        consul_a_b_c 1.5
        # HELP consul_hits consul_hits
        # TYPE consul_hits counter
        consul_hits{path="a\\"b"} 5
        # HELP consul_time consul_time
        # TYPE consul_time summary
        consul_time{quantile="0.5"} 50
        consul_time{quantile="0.9"} 90
        consul_time{quantile="0.99"} 99
        consul_time_sum 5050
        consul_time_count 100
        """,
        store.prometheus().orElseThrow());
    pass(50);
    String later = store.prometheus().orElseThrow();
    assertTrue(!later.contains("consul_a_b_c"), later);
    assertTrue(later.contains("consul_time{quantile=\"0.5\"} NaN"), later);
    assertTrue(later.contains("consul_time_count 100"), later);
  }
}
