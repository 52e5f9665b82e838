// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import io.praetor.wire.Msgpack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Log entries and snapshot records of real servers: read and written again, byte for byte.
class RecordsTest {
  private static final Map<Integer, Codec<?>> COMMANDS =
      Map.of(
          2, KvsRequest.CODEC,
          3, SessionRequest.CODEC,
          5, TombstoneRequest.CODEC,
          8, TxnRequest.CODEC);

  private static final Map<Integer, Codec<?>> RECORDS =
      Map.of(2, DirEntry.CODEC, 3, Session.CODEC, 5, Tombstone.CODEC);

  @TestFactory
  List<DynamicTest> logEntriesComeOutAsTheyWentIn() throws IOException {
    return tests("commands.json", COMMANDS, 18);
  }

  @TestFactory
  List<DynamicTest> snapshotRecordsComeOutAsTheyWentIn() throws IOException {
    return tests("snapshot-records.json", RECORDS, 9);
  }

  private static List<DynamicTest> tests(String file, Map<Integer, Codec<?>> codecs, int expected)
      throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(RecordsTest.class.getResourceAsStream(file))) {
      Codec<List<Map<String, String>>> format = Codecs.list(Codecs.map(Codecs.STRING));
      for (Map<String, String> vector :
          Json.read(format, in.readAllBytes(), Decoder.Unknown.REFUSE)) {
        byte[] bytes = HexFormat.of().parseHex(vector.get("hex"));
        Codec<?> codec = codecs.get((int) bytes[0]);
        byte[] body = Arrays.copyOfRange(bytes, 1, bytes.length);
        tests.add(DynamicTest.dynamicTest(vector.get("id"), () -> assertSame(codec, body)));
      }
    }
    assertEquals(expected, tests.size());
    return tests;
  }

  private static <T> void assertSame(Codec<T> codec, byte[] body) {
    byte[] again = Msgpack.write(codec, Msgpack.read(codec, body));
    assertEquals(HexFormat.of().formatHex(body), HexFormat.of().formatHex(again));
  }

  @Test
  void anEntryShowsItsSessionInJsonOnlyWhenItHasOne() {
    DirEntry entry = State.entry("a", "x").withIndexes(3, 4);
    assertEquals(
        "{\"LockIndex\":0,\"Key\":\"a\",\"Flags\":0,\"Value\":\"eA==\",\"CreateIndex\":3,"
            + "\"ModifyIndex\":4}",
        json(DirEntry.CODEC, entry));
    assertTrue(json(DirEntry.CODEC, entry.withSession("s")).contains("\"Session\":\"s\""));
  }

  @Test
  void aSessionHidesTheOldFormOfItsChecks() {
    assertEquals(
        "{\"ID\":\"s\",\"Name\":\"\",\"Node\":\"\",\"LockDelay\":0,\"Behavior\":\"\",\"TTL\":\"\","
            + "\"NodeChecks\":null,\"ServiceChecks\":null,\"CreateIndex\":0,\"ModifyIndex\":0}",
        json(Session.CODEC, Session.ofId("s")));
  }

  @Test
  void aTransactionIsReadFromTheFlatFormOfTheHttpApi() {
    String body =
        "[{\"kv\":{\"Verb\":\"cas\",\"Key\":\"k\",\"Value\":\"eA==\",\"Index\":7,\"Session\":\"s\"}}]";
    List<TxnOp> ops =
        Json.read(
            Codecs.list(TxnOp.CODEC),
            body.getBytes(StandardCharsets.UTF_8),
            Decoder.Unknown.REFUSE);
    DirEntry entry = State.entry("k", "x").withSession("s").withModifyIndex(7);
    assertEquals(List.of(TxnOp.of(KvOp.CAS, entry)), ops);
  }

  private static <T> String json(Codec<T> codec, T value) {
    return new String(Json.write(codec, value), StandardCharsets.UTF_8);
  }
}
