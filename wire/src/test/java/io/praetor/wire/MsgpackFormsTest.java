// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The forms that other peers may send are all read; only the old ones are written.
class MsgpackFormsTest {
  @Test
  void everyStringFormReadsAlike() {
    for (String form :
        List.of("a2", "d902", "da0002", "db00000002", "c402", "c50002", "c600000002")) {
      assertEquals("hi", Msgpack.read(Codecs.STRING, Vectors.unhex(form + "6869")), form);
      assertEquals(
          Bytes.utf8("hi"), Msgpack.read(Codecs.BYTES, Vectors.unhex(form + "6869")), form);
    }
  }

  @Test
  void everyIntegerFormReadsAlike() {
    for (String form :
        List.of(
            "07",
            "cc07",
            "cd0007",
            "ce00000007",
            "cf0000000000000007",
            "d007",
            "d10007",
            "d200000007",
            "d30000000000000007")) {
      assertEquals(7L, Msgpack.read(Codecs.LONG, Vectors.unhex(form)), form);
      assertEquals(7L, Msgpack.read(Codecs.ULONG, Vectors.unhex(form)), form);
    }
    assertEquals(-1L, Msgpack.read(Codecs.ULONG, Vectors.unhex("cfffffffffffffffff")));
    assertThrows(
        DecodeException.class,
        () -> Msgpack.read(Codecs.LONG, Vectors.unhex("cfffffffffffffffff")));
    assertThrows(DecodeException.class, () -> Msgpack.read(Codecs.ULONG, Vectors.unhex("ff")));
    assertThrows(
        DecodeException.class, () -> Msgpack.read(Codecs.INT, Vectors.unhex("ce80000000")));
  }

  @Test
  void longStringsAndCollectionsTakeTheOldLongHeaders() {
    assertEquals("da0020", start("x".repeat(32), 6));
    assertEquals("db00010000", start("x".repeat(65536), 10));
    byte[] list = Msgpack.write(Codecs.STRINGS, Collections.nCopies(16, "a"));
    assertEquals("dc0010a161", Vectors.hex(list).substring(0, 10));
  }

  private static String start(String text, int digits) {
    return Vectors.hex(Msgpack.write(Codecs.STRING, text)).substring(0, digits);
  }

  @Test
  void anyTreesKeepWhatGoWouldKeep() {
    Object tree =
        Msgpack.read(
            Codecs.ANY,
            Vectors.unhex("83a16101a16293c2c0cb3ff8000000000000a163cfffffffffffffffff"));
    assertEquals(
        Map.of(
            "a",
            1L,
            "b",
            Arrays.asList(false, null, 1.5),
            "c",
            new BigInteger("18446744073709551615")),
        tree);
    assertEquals(
        "83a16101a16293c2c0cb3ff8000000000000a163cfffffffffffffffff",
        Vectors.hex(Msgpack.write(Codecs.ANY, tree)));
  }

  @Test
  void theEndOfAValueIsFoundOnlyWhenItIsAllThere() {
    byte[] value = Vectors.unhex("82a16192c3c2a162da0003616263");
    for (int length = 0; length < value.length; length++) {
      assertEquals(-1, Msgpack.end(value, 0, length), "after " + length + " bytes");
    }
    assertEquals(value.length, Msgpack.end(value, 0, value.length));
    assertThrows(DecodeException.class, () -> Msgpack.end(Vectors.unhex("c1"), 0, 1));
  }

  @Test
  void aHeaderThatPromisesTooMuchIsRefusedBeforeAnythingIsAllocated() {
    for (String header : List.of("ddffffffff", "dfffffffff", "dbffffffff", "c6ffffffff")) {
      assertThrows(
          DecodeException.class, () -> Msgpack.read(Codecs.ANY, Vectors.unhex(header + "c0")));
    }
  }

  @Test
  void deepNestingIsRefusedInBothForms() {
    byte[] msgpack = new byte[100_000];
    Arrays.fill(msgpack, (byte) 0x91);
    assertThrows(DecodeException.class, () -> Msgpack.read(Codecs.ANY, msgpack));
    byte[] json = Bytes.utf8("[".repeat(100_000)).shared();
    assertThrows(DecodeException.class, () -> Json.read(Codecs.ANY, json, Decoder.Unknown.REFUSE));
  }
}
