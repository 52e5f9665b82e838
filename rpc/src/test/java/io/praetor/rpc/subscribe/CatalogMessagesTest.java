// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.RegisterRequest;
import io.praetor.rpc.StateTables;
import io.praetor.store.Store;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Instances in which each field has a value of its own, as they were registered with Consul 1.22.5
/// over HTTP and as it sent them to a subscriber.
class CatalogMessagesTest {
  private record Recorded(String id, byte[] register, long index, String event) {}

  private static List<Recorded> recorded() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CatalogMessagesTest.class.getResourceAsStream("instances.json"))) {
      Object read = Json.read(Codecs.ANY, in.readAllBytes(), Decoder.Unknown.REFUSE);
      return ((List<?>) Objects.requireNonNull(read))
          .stream().map(entry -> recorded((Map<?, ?>) entry)).toList();
    }
  }

  private static Recorded recorded(Map<?, ?> entry) {
    return new Recorded(
        String.valueOf(entry.get("id")),
        Json.write(Codecs.ANY, entry.get("register")),
        Long.parseLong(String.valueOf(entry.get("index"))),
        String.valueOf(entry.get("event")));
  }

  @Test
  void writesEveryFieldAsConsulDoes() throws IOException {
    Store store = StateTables.newStore();
    for (Recorded recorded : recorded()) {
      RegisterRequest request =
          Json.read(RegisterRequest.CODEC, recorded.register(), Decoder.Unknown.REFUSE);
      SubscribeVectors.commit(
          store, recorded.index(), request.toBuilder().datacenter("dc1").build());
      HealthFeed feed = new HealthFeed(recorded.id(), "", false);
      CheckServiceNode instance = feed.read(store.snapshot()).value().firstEntry().getValue();
      byte[] event =
          Events.apart(feed, List.of(new Change<>(instance, false)), recorded.index())
              .iterator()
              .next();
      assertEquals(recorded.event(), HexFormat.of().formatHex(event), recorded.id());
    }
  }
}
