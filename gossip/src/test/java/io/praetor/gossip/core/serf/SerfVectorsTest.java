// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.gossip.Vectors;
import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketCodec;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.gossip.core.packet.Security;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Byte for byte against serf.
class SerfVectorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "serf-leave", "serf-leave-prune", "serf-join", "serf-user-event", "serf-user-event-nil",
        "serf-query", "serf-query-min", "serf-query-response", "serf-query-ack", "serf-pushpull",
        "serf-relay"
      })
  void messages(String id) {
    byte[] bytes = Vectors.lib(id);
    SerfMessage message = SerfMessage.decode(Bytes.wrap(bytes));
    assertEquals(Vectors.hex(bytes), Vectors.hex(SerfMessage.encode(message)));
  }

  @Test
  void payloads() {
    assertBody("serf-conflict-response", SerfMessage.CONFLICT_RESPONSE, Member.CODEC);
    assertBody("serf-key-request", SerfMessage.KEY_REQUEST, SerfMessage.KeyRequest.CODEC);
    assertBody("serf-key-request-empty", SerfMessage.KEY_REQUEST, SerfMessage.KeyRequest.CODEC);
    assertBody("serf-key-response", SerfMessage.KEY_RESPONSE, SerfMessage.KeyResponse.CODEC);
    assertBody("serf-key-response-err", SerfMessage.KEY_RESPONSE, SerfMessage.KeyResponse.CODEC);
    assertBody("serf-ack-payload", 1, Coordinate.CODEC);
  }

  private static <T> void assertBody(String id, int type, Codec<T> codec) {
    byte[] bytes = Vectors.lib(id);
    assertEquals(type, bytes[0]);
    T body = Messages.body(codec, bytes, 0, bytes.length);
    assertEquals(Vectors.hex(bytes), Vectors.hex(Messages.typed(type, codec, body)));
  }

  @Test
  void tags() {
    assertEquals(Bytes.wrap(Vectors.lib("serf-tags-1")), Tags.encode(Map.of("role", "node")));
    assertEquals(
        Map.of("k", "x".repeat(40)), Tags.decode(Bytes.wrap(Vectors.lib("serf-tags-long"))));
    assertEquals(Map.of("role", "old"), Tags.decode(Bytes.utf8("old")));
  }

  @Test
  void filters() {
    Bytes nodes = Bytes.wrap(Vectors.lib("serf-filter-node"));
    Bytes tag = Bytes.wrap(Vectors.lib("serf-filter-tag"));
    assertEquals(nodes, QueryFilter.encode(QueryFilter.decode(nodes)));
    assertEquals(tag, QueryFilter.encode(QueryFilter.decode(tag)));
    Map<String, String> consul = Map.of("role", "consul");
    assertTrue(QueryFilter.allows(List.of(nodes, tag), "node-a", consul));
    assertFalse(QueryFilter.allows(List.of(nodes, tag), "node-z", consul));
    assertFalse(QueryFilter.allows(List.of(tag), "node-a", Map.of()));
    Bytes costly = QueryFilter.encode(new QueryFilter.Tag("role", "(a+)+$"));
    assertFalse(QueryFilter.allows(List.of(costly), "x", Map.of("role", "a".repeat(60) + "b")));
  }

  @Test
  void capturedTraffic() {
    int[] count = new int[1];
    for (Map<String, Object> entry : Vectors.list("gossip-live")) {
      if (!Vectors.<String>cast(entry.get("id")).startsWith("udp-")
          || entry.containsKey("key_hex")) {
        continue;
      }
      PacketCodec.open(
          Vectors.unhex(entry.get("hex")),
          Security.NONE,
          message -> {
            if (message instanceof Message.User(Bytes data)) {
              SerfMessage read = SerfMessage.decode(data);
              byte[] written = SerfMessage.encode(read);
              assertEquals(read, SerfMessage.decode(Bytes.wrap(written)));
              if (Vectors.<String>cast(entry.get("id")).contains("consul")) {
                assertEquals(Vectors.hex(data.shared()), Vectors.hex(written));
              }
              count[0]++;
            }
          });
    }
    assertTrue(count[0] > 50, count[0] + " messages");
  }

  @Test
  void damagedMessagesAreRefused() {
    List<Map<String, Object>> seeds =
        Vectors.list("gossip-lib").stream()
            .filter(e -> Vectors.<String>cast(e.get("id")).startsWith("serf-"))
            .toList();
    for (int seed = 0; seed < 50_000; seed++) {
      Random random = new Random(seed);
      byte[] data = Vectors.unhex(seeds.get(random.nextInt(seeds.size())).get("hex"));
      for (int i = 1 + random.nextInt(5); i > 0; i--) {
        data[random.nextInt(data.length)] = (byte) random.nextInt(256);
      }
      try {
        SerfMessage.decode(Bytes.wrap(data));
        Tags.decode(Bytes.wrap(data));
      } catch (PacketException e) {
        continue;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
