// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Messages of real Consul agents and of its own Go types: read and written again, byte for byte.
class VectorsTest {
  private static final Map<String, Object> SCHEMA = Vectors.cast(Vectors.json("schema.json"));

  private static final Codec<List<Object>> HEADER_ERROR =
      Struct.<List<Object>>named("Response")
          .field("Error", Codecs.STRING, v -> (String) v.get(0))
          .field("Seq", Codecs.ULONG, v -> (Long) v.get(1))
          .field("ServiceMethod", Codecs.STRING, v -> (String) v.get(2))
          .build(v -> List.of(v.get(0), v.get(1), v.get(2)));

  private static final Codec<List<Object>> HEADER =
      Struct.<List<Object>>named("Request")
          .field("Seq", Codecs.ULONG, v -> (Long) v.get(0))
          .field("ServiceMethod", Codecs.STRING, v -> (String) v.get(1))
          .build(v -> List.of(v.get(0), v.get(1)));

  @TestFactory
  List<DynamicTest> rpcCallsComeOutAsTheyWentIn() {
    Map<String, Map<String, String>> methods = Vectors.cast(SCHEMA.get("rpc_methods"));
    List<DynamicTest> tests = new ArrayList<>();
    for (Map<String, Object> vector : Vectors.list("rpc.json")) {
      Map<String, String> method = methods.get(vector.get("method"));
      String id = Vectors.cast(vector.get("id"));
      if (method == null) {
        continue;
      }
      tests.add(
          DynamicTest.dynamicTest(
              id,
              () -> {
                assertSame(HEADER, method.get("args"), vector.get("request_hex"));
                boolean failed = vector.containsKey("error");
                assertSame(
                    HEADER_ERROR, failed ? "any" : method.get("reply"), vector.get("reply_hex"));
              }));
    }
    assertTrue(tests.size() > 110, "only " + tests.size() + " vectors");
    return tests;
  }

  private static void assertSame(Codec<List<Object>> headerCodec, String bodyType, Object hex) {
    byte[] bytes = Vectors.unhex(hex);
    MsgpackDecoder in = new MsgpackDecoder(bytes);
    var header = headerCodec.read(in);
    var codec = new SchemaCodecs(SCHEMA).codec(bodyType);
    Object body = codec.read(in);
    assertTrue(in.atEnd());
    MsgpackEncoder out = new MsgpackEncoder(MsgpackEncoder.Flavor.RPC);
    headerCodec.write(out, header);
    codec.write(out, body);
    assertEquals(hex, Vectors.hex(out.toByteArray()));
  }

  @TestFactory
  List<DynamicTest> replicatedCommandsComeOutAsTheyWentIn() {
    Map<String, String> commands = Vectors.cast(SCHEMA.get("fsm_commands"));
    List<Map<String, Object>> vectors = new ArrayList<>(Vectors.list("fsm-lib.json"));
    Vectors.list("raft.json").stream()
        .filter(vector -> ((String) Vectors.cast(vector.get("id"))).startsWith("fsm-"))
        .forEach(vectors::add);
    List<DynamicTest> tests = new ArrayList<>();
    for (Map<String, Object> vector : vectors) {
      byte[] bytes = Vectors.unhex(Vectors.cast(vector.get("hex")));
      String number = "%02d ".formatted(bytes[0] & 0x7f);
      commands.forEach(
          (name, type) -> {
            if (name.startsWith(number)) {
              tests.add(
                  DynamicTest.dynamicTest(
                      (String) Vectors.cast(vector.get("id")),
                      () -> {
                        byte[] body = Arrays.copyOfRange(bytes, 1, bytes.length);
                        var codec = new SchemaCodecs(SCHEMA).codec(type);
                        byte[] again = Msgpack.write(codec, Msgpack.read(codec, body));
                        assertEquals(Vectors.hex(body), Vectors.hex(again));
                      }));
            }
          });
    }
    assertTrue(tests.size() > 70, "only " + tests.size() + " vectors");
    return tests;
  }

  /// The Raft transport's signed fields are the reason for the second flavour.
  @Test
  void theSignedFlavourNeverWritesASignedFieldAsUnsigned() {
    assertEquals("d2000f4240", signed(1_000_000));
    assertEquals("d100c8", signed(200));
    assertEquals("7f", signed(127));
    assertEquals("d3000000e8d4a51000", signed(1_000_000_000_000L));
    assertEquals("ff", signed(-1));
    assertEquals("d0df", signed(-33));
    assertEquals("ccc8", Vectors.hex(Msgpack.write(Codecs.LONG, 200L)));
    assertEquals("ce000f4240", Vectors.hex(Msgpack.write(Codecs.LONG, 1_000_000L)));
    assertEquals("d1ff00", Vectors.hex(Msgpack.write(Codecs.LONG, -256L)));
  }

  private static String signed(long value) {
    return Vectors.hex(Msgpack.write(MsgpackEncoder.Flavor.SIGNED, Codecs.LONG, value));
  }
}
