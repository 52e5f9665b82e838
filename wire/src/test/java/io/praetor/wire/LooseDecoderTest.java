// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people may write for what, and what is said about the rest: as Consul answers the same bodies.
class LooseDecoderTest {
  record Inner(boolean checks, List<String> names) {
    static final Struct<Inner> CODEC =
        Struct.<Inner>named("Inner")
            .field("Checks", Codecs.BOOL, Inner::checks)
            .field("Names", Codecs.STRINGS, Inner::names)
            .build(v -> new Inner(v.get(0), v.get(1)));
  }

  record Outer(
      String name,
      int maxInboundConnections,
      Inner inner,
      List<Inner> many,
      Map<String, String> meta,
      @Nullable Object free) {
    static final Struct<Outer> CODEC =
        Struct.<Outer>named("Outer")
            .field("Name", Codecs.STRING, Outer::name)
            .field("MaxInboundConnections", Codecs.INT, Outer::maxInboundConnections)
            .field("Inner", Inner.CODEC, Outer::inner)
            .field("Many", Codecs.list(Inner.CODEC), Outer::many)
            .field("Meta", Codecs.map(Codecs.STRING), Outer::meta)
            .field("Free", Codecs.ANY, Outer::free)
            .build(v -> new Outer(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
  }

  private static @Nullable Object tree(String json) {
    return Json.read(Codecs.ANY, json.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.IGNORE);
  }

  private static String written(Outer outer) {
    return new String(Json.write(Outer.CODEC, outer), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"Name\":5}|{\"Name\":\"5\"}",
        "{\"Name\":true}|{\"Name\":\"1\"}",
        "{\"Name\":[\"x\"]}|{\"Name\":\"x\"}",
        "{\"name\":\"a\",\"max_inbound_connections\":\"7\"}|{\"Name\":\"a\",\"MaxInboundConnections\":7}",
        "{\"Max_Inbound_Connections\":1.7}|{\"MaxInboundConnections\":1}",
        "{\"MaxInboundConnections\":true}|{\"MaxInboundConnections\":1}",
        "{\"MaxInboundConnections\":\"\"}|{}",
        "{\"Inner\":[{\"Checks\":\"true\"}]}|{\"Inner\":{\"Checks\":true,\"Names\":[]}}",
        "{\"Inner\":{\"Checks\":1,\"Names\":\"a\"}}|{\"Inner\":{\"Checks\":true,\"Names\":[\"a\"]}}",
        "{\"Many\":{\"Checks\":true}}|{\"Many\":[{\"Checks\":true,\"Names\":[]}]}",
        "{\"Meta\":[{\"a_b\":\"b\"},{\"c\":1}]}|{\"Meta\":{\"a_b\":\"b\",\"c\":\"1\"}}",
        "{\"Free\":{\"a\":[{\"b\":1}],\"c\":[1,[2]]}}|{\"Free\":{\"a\":{\"b\":1},\"c\":[1,[2]]}}",
        "{\"Name\":null,\"Inner\":null,\"Meta\":null}|{}"
      })
  void readsWhatPeopleWrite(String written, String meant) {
    LooseDecoder in = new LooseDecoder(tree(written));
    Outer read = Outer.CODEC.read(in);
    Outer wanted =
        Json.read(Outer.CODEC, meant.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE);
    assertEquals(written(wanted), written(read));
    assertEquals(List.of(), in.faults());
    assertEquals(List.of(), in.unknownKeys());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"Name\":{\"a\":1}}|'Name' expected type 'string', got unconvertible type 'map[string]interface {}'",
        "{\"MaxInboundConnections\":\"x\"}|'MaxInboundConnections' cannot parse value as 'int': strconv.ParseInt: invalid syntax",
        "{\"Inner\":{\"Checks\":\"yes\"}}|'Inner.Checks' cannot parse value as 'bool': strconv.ParseBool: invalid syntax",
        "{\"Inner\":[]}|'Inner' expected a map or struct, got \"slice\"",
        "{\"Inner\":\"x\"}|'Inner' expected a map or struct, got \"string\"",
        "{\"Meta\":\"x\"}|'Meta' expected type 'map[string]string', got unconvertible type 'string'",
        "{\"Meta\":{\"a\":{\"b\":1}}}|'Meta[a]' expected type 'string', got unconvertible type 'map[string]interface {}'",
        "{\"Many\":[{},{\"Checks\":\"x\"}]}|'Many[1].Checks' cannot parse value as 'bool': strconv.ParseBool: invalid syntax"
      })
  void saysWhatCannotBeRead(String written, String fault) {
    LooseDecoder in = new LooseDecoder(tree(written));
    Outer.CODEC.read(in);
    assertEquals(List.of(fault), in.faults());
  }

  @Test
  void listsTheKeysThatNoRecordHas() {
    LooseDecoder in =
        new LooseDecoder(
            tree(
                "{\"Foo\":1,\"bar_baz\":2,\"n_ame\":3,\"Inner\":{\"Zap\":{\"a\":1}},\"many\":[{},{\"Zip\":1}]}"));
    Outer.CODEC.read(in);
    assertEquals(List.of("Foo", "Inner.Zap", "Many[1].Zip", "bar_baz", "n_ame"), in.unknownKeys());
  }

  /// Whatever the tree is, reading it ends in a record or in a [DecodeException].
  @Test
  void survivesAnyTree() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      LooseDecoder in = new LooseDecoder(any(random, 0));
      assertTrue(Outer.CODEC.read(in).name() != null);
      assertTrue(in.faults().size() <= 100 && in.unknownKeys().size() <= 100);
    }
  }

  private static @Nullable Object any(SplittableRandom random, int depth) {
    String[] keys = {"Name", "inner", "Many", "Meta", "Free", "Checks", "names", "x_y", ""};
    return switch (random.nextInt(depth > 4 ? 5 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextDouble() * 1e19;
      case 3 -> "text" + random.nextInt(3);
      case 4 -> "" + random.nextInt();
      case 5 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(any(random, depth + 1));
        }
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
          map.put(keys[random.nextInt(keys.length)], any(random, depth + 1));
        }
        yield map;
      }
    };
  }

  @Test
  void hasNoBytesToGive() {
    assertThrows(
        UnsupportedOperationException.class, () -> Codecs.ENCODED.read(new LooseDecoder(Map.of())));
  }
}
