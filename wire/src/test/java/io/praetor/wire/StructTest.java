// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StructTest {
  record Index(long create, long modify) {
    static final Struct<Index> CODEC =
        Struct.<Index>named("RaftIndex")
            .field("CreateIndex", Codecs.ULONG, Index::create)
            .field("ModifyIndex", Codecs.ULONG, Index::modify)
            .build(v -> new Index(v.get(0), v.get(1)));
  }

  record Thing(
      String name,
      String session,
      @Nullable List<String> tags,
      String hidden,
      int extra,
      Index index) {
    static final Struct<Thing> CODEC =
        Struct.<Thing>named("Thing")
            .field("Name", Codecs.STRING, Thing::name)
            .omitEmpty("Session", Codecs.STRING, Thing::session)
            .field("Tags", Codecs.nullable(Codecs.STRINGS), Thing::tags)
            .msgpackOnly("Hidden", Codecs.STRING, Thing::hidden)
            .omitEmptyEverywhere("Extra", Codecs.INT, Thing::extra)
            .embed(Index.CODEC, Thing::index)
            .alias("the_tags", "Tags")
            .build(v -> new Thing(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
  }

  private static final Thing THING = new Thing("n", "", null, "h", 0, new Index(3, 4));

  private static Thing read(String json) {
    return Json.read(Thing.CODEC, json.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE);
  }

  @Test
  void jsonHasTheDeclaredOrderAndItsOmissions() {
    assertEquals(
        "{\"Name\":\"n\",\"Tags\":null,\"CreateIndex\":3,\"ModifyIndex\":4}",
        new String(Json.write(Thing.CODEC, THING), StandardCharsets.UTF_8));
  }

  @Test
  void msgpackHasAllFieldsSortedExceptTheOnesItsOwnTagOmits() {
    assertEquals(
        "86"
            + key("CreateIndex")
            + "03"
            + key("Hidden")
            + "a168"
            + key("ModifyIndex")
            + "04"
            + key("Name")
            + "a16e"
            + key("Session")
            + "a0"
            + key("Tags")
            + "c0",
        Vectors.hex(Msgpack.write(Thing.CODEC, THING)));
    assertEquals(THING, Msgpack.read(Thing.CODEC, Msgpack.write(Thing.CODEC, THING)));
  }

  private static String key(String name) {
    return Vectors.hex(Msgpack.write(Codecs.STRING, name));
  }

  @Test
  void jsonNamesMatchWithoutCaseAndByAlias() {
    Thing read = read("{\"NAME\":\"x\",\"The_Tags\":[\"a\"],\"modifyindex\":9,\"extra\":2}");
    assertEquals(new Thing("x", "", List.of("a"), "", 2, new Index(0, 9)), read);
  }

  @Test
  void nilAndEmptyListsStayApart() {
    assertEquals(List.of(), read("{\"Tags\":[]}").tags());
    assertEquals(null, read("{\"Tags\":null}").tags());
  }

  @Test
  void aFieldThatJsonDoesNotHaveIsUnknownToIt() {
    DecodeException e = assertThrows(DecodeException.class, () -> read("{\"Hidden\":\"x\"}"));
    assertEquals("json: unknown field \"Hidden\"", e.getMessage());
    assertEquals("Hidden", e.unknownField());
  }

  @Test
  void unknownFieldsArePassedOverWhenTheCallerSaysSo() {
    byte[] json = "{\"Nope\":[{\"a\":1}],\"Name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    assertEquals("x", Json.read(Thing.CODEC, json, Decoder.Unknown.IGNORE).name());
  }

  @Test
  void twoFieldsOfOneNameAreAFaultOfTheProgram() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Struct.<Index>named("Twice")
                .field("A", Codecs.ULONG, Index::create)
                .field("a", Codecs.ULONG, Index::modify)
                .build(v -> new Index(v.get(0), v.get(1))));
  }
}
