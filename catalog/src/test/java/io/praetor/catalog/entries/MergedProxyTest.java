// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.praetor.catalog.CatalogTables;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.Upstream;
import io.praetor.store.Store;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proxies as registered, the entries there were, and the proxies as Consul showed them merged.
class MergedProxyTest {
  private final Store store = new Store(CatalogTables.ALL, List.of());
  private long index = 1;

  private void write(@Nullable Object tree) {
    var txn = store.begin(++index);
    ConfigEntries.apply(
        txn,
        ConfigEntryRequest.of(
            ConfigEntryRequest.UPSERT, EntryRules.prepare(EntryInput.read(tree))));
    txn.publish();
  }

  private static ConnectProxyConfig proxy(@Nullable Object tree) {
    return Json.read(
        ConnectProxyConfig.CODEC, Json.write(Codecs.ANY, tree), Decoder.Unknown.REFUSE);
  }

  /// What Consul adds comes in any order there.
  private static ConnectProxyConfig sorted(ConnectProxyConfig proxy) {
    List<Upstream> upstreams = proxy.upstreams();
    if (upstreams == null) {
      return proxy;
    }
    List<Upstream> all =
        new ArrayList<>(upstreams.stream().filter(one -> !one.centrallyConfigured()).toList());
    upstreams.stream()
        .filter(Upstream::centrallyConfigured)
        .sorted(Comparator.comparing(Upstream::destinationName))
        .forEach(all::add);
    return proxy.toBuilder().upstreams(all).build();
  }

  private static String text(ConnectProxyConfig proxy) {
    return new String(Json.write(ConnectProxyConfig.CODEC, proxy), StandardCharsets.UTF_8);
  }

  @Test
  void proxiesShowWhatEntriesAddToThem() throws IOException {
    int compared = 0;
    for (Map<String, @Nullable Object> line : Recordings.of("merged.jsonl")) {
      if (line.containsKey("entry")) {
        write(line.get("entry"));
        continue;
      }
      ConnectProxyConfig merged =
          MergedProxy.of(
              store.snapshot(),
              String.valueOf(line.get("kind")),
              String.valueOf(line.get("service")),
              proxy(line.get("proxy")));
      assertEquals(text(proxy(line.get("merged"))), text(sorted(merged)));
      compared++;
    }
    assertEquals(3, compared);
  }

  @Test
  void servicesThatAreNoProxiesStayAsTheyAre() {
    write(new TreeMap<>(Map.of("Kind", "proxy-defaults", "Mode", "transparent")));
    for (String kind : Set.of("", "typical", "api")) {
      assertSame(
          ConnectProxyConfig.NONE,
          MergedProxy.of(store.snapshot(), kind, "web", ConnectProxyConfig.NONE));
    }
  }
}
