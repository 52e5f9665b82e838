// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import io.praetor.wire.Msgpack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodecsTest {
  private static final Map<Integer, Codec<?>> BODIES =
      Map.of(
          0, RegisterRequest.CODEC,
          1, DeregisterRequest.CODEC,
          6, Codecs.list(Coordinate.CODEC),
          32, ServiceVirtualIp.CODEC,
          33, FreeVirtualIp.CODEC);

  static List<Recorded> bodies() {
    return Recorded.all().stream().filter(one -> BODIES.containsKey(one.type())).toList();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void recordedBytesComeOutAsTheyWentIn(Recorded recorded) {
    roundTrip(BODIES.get(recorded.type()), recorded.body());
  }

  /// Go writes maps in random order, so the bytes are compared as a bag and the value as it is.
  private static <T> void roundTrip(Codec<T> codec, byte[] bytes) {
    T value = Msgpack.read(codec, bytes);
    byte[] again = Msgpack.write(codec, value);
    assertEquals(value, Msgpack.read(codec, again));
    byte[] expected = bytes.clone();
    Arrays.sort(expected);
    Arrays.sort(again);
    assertEquals(
        new String(expected, StandardCharsets.ISO_8859_1),
        new String(again, StandardCharsets.ISO_8859_1));
  }

  private static <T> String json(Codec<T> codec, T value) {
    return new String(Json.write(codec, value), StandardCharsets.UTF_8);
  }

  private static <T> T parse(Codec<T> codec, String json) {
    return Json.read(codec, json.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE);
  }

  @Test
  void aPlainServiceNodeLooksAsConsulsDoes() {
    assertEquals(
        "{\"ID\":\"\",\"Node\":\"db-1\",\"Address\":\"10.1.0.1\",\"Datacenter\":\"dc1\","
            + "\"TaggedAddresses\":null,\"NodeMeta\":null,\"ServiceKind\":\"\","
            + "\"ServiceID\":\"postgres\",\"ServiceName\":\"postgres\","
            + "\"ServiceTags\":[\"primary\",\"v15\"],\"ServiceAddress\":\"\","
            + "\"ServiceWeights\":{\"Passing\":1,\"Warning\":1},\"ServiceMeta\":{},"
            + "\"ServicePort\":5432,\"ServicePorts\":null,\"ServiceSocketPath\":\"\","
            + "\"ServiceEnableTagOverride\":false,"
            + "\"ServiceProxy\":{\"Mode\":\"\",\"MeshGateway\":{},\"Expose\":{}},"
            + "\"ServiceConnect\":{},\"ServiceLocality\":null,"
            + "\"CreateIndex\":20,\"ModifyIndex\":20}",
        json(
            ServiceNode.CODEC,
            ServiceNode.of(
                Node.builder().node("db-1").address("10.1.0.1").datacenter("dc1").build(),
                NodeService.builder()
                    .id("postgres")
                    .service("postgres")
                    .tags(List.of("primary", "v15"))
                    .meta(Map.of())
                    .port(5432)
                    .weights(Weights.ONE)
                    .createIndex(20)
                    .modifyIndex(20)
                    .build())));
  }

  @Test
  void aProxyLooksAsConsulsDoes() {
    NodeService proxy =
        parse(
            NodeService.CODEC,
            """
            {"Kind": "connect-proxy", "ID": "pay-px", "Service": "pay-px", "Port": 21001,
             "Proxy": {"destination_service_name": "pay", "Mode": "direct",
              "Upstreams": [{"DestinationName": "db", "local_bind_port": 9001,
                "Config": {"connect_timeout_ms": 100}}],
              "Expose": {"Checks": true, "Paths": [{"Path": "/h", "listener_port": 81}]},
              "MeshGateway": {"Mode": "local"}}}
            """);
    assertEquals(
        "{\"Kind\":\"connect-proxy\",\"ID\":\"pay-px\",\"Service\":\"pay-px\",\"Tags\":null,"
            + "\"Address\":\"\",\"Meta\":null,\"Port\":21001,\"Weights\":null,"
            + "\"EnableTagOverride\":false,\"Proxy\":{\"DestinationServiceName\":\"pay\","
            + "\"Mode\":\"direct\",\"Upstreams\":[{\"DestinationType\":\"\","
            + "\"DestinationName\":\"db\",\"Datacenter\":\"\",\"LocalBindPort\":9001,"
            + "\"Config\":{\"connect_timeout_ms\":100},\"MeshGateway\":{}}],"
            + "\"MeshGateway\":{\"Mode\":\"local\"},\"Expose\":{\"Checks\":true,"
            + "\"Paths\":[{\"ListenerPort\":81,\"Path\":\"/h\"}]}},\"Connect\":{},"
            + "\"PeerName\":\"\",\"CreateIndex\":0,\"ModifyIndex\":0}",
        json(NodeService.CODEC, proxy));
  }

  @Test
  void checkDefinitionsReadDurationsAsTextOrNumberAndWriteText() {
    HealthCheckDefinition definition =
        parse(
            HealthCheckDefinition.CODEC,
            "{\"TCP\":\"localhost:99\",\"Interval\":5000000000,"
                + "\"DeregisterCriticalServiceAfter\":\"90s\"}");
    assertEquals(Duration.ofSeconds(5), definition.interval());
    assertEquals(
        "{\"Interval\":\"5s\",\"DeregisterCriticalServiceAfter\":\"1m30s\","
            + "\"TCP\":\"localhost:99\"}",
        json(HealthCheckDefinition.CODEC, definition));
  }

  @Test
  void nilAndEmptyStayApart() {
    Node nil = Node.builder().node("a").build();
    Node empty = Node.builder().node("a").meta(Map.of()).build();
    assertNotEquals(nil, empty);
    assertEquals(nil, Msgpack.read(Node.CODEC, Msgpack.write(Node.CODEC, nil)));
    assertEquals(empty, Msgpack.read(Node.CODEC, Msgpack.write(Node.CODEC, empty)));
  }

  @Test
  void aSidecarInsideAServiceIsRead() {
    NodeService service =
        parse(
            NodeService.CODEC,
            "{\"Service\":\"web\",\"Connect\":{\"SidecarService\":{\"Port\":4,"
                + "\"Check\":{\"TTL\":\"10s\"},\"Connect\":{\"Native\":true}}}}");
    ServiceDefinition sidecar = service.connect().sidecarService();
    assertNotNull(sidecar);
    assertEquals(Duration.ofSeconds(10), sidecar.check().ttl());
    assertEquals(
        service, Msgpack.read(NodeService.CODEC, Msgpack.write(NodeService.CODEC, service)));
  }

  @Test
  void unknownFieldsAreNamed() {
    DecodeException refused =
        assertThrows(
            DecodeException.class,
            () -> parse(RegisterRequest.CODEC, "{\"Node\":\"a\",\"Rack\":\"x\"}"));
    assertEquals("json: unknown field \"Rack\"", refused.getMessage());
  }

  /// Hostile bytes: nothing but a DecodeException may come out.
  @Test
  void damagedBodiesAreRefused() {
    long seed = 20261125;
    Random random = new Random(seed);
    List<Recorded> bodies = bodies();
    for (int round = 0; round < 20_000; round++) {
      Recorded recorded = bodies.get(random.nextInt(bodies.size()));
      byte[] bytes = recorded.body().clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      try {
        Msgpack.read(BODIES.get(recorded.type()), bytes);
      } catch (DecodeException e) {
        assertNotNull(e.getMessage(), () -> "seed " + seed);
      }
    }
  }
}
