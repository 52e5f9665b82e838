// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import io.praetor.wire.Msgpack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of entry, byte for byte as Consul writes it to its log and snapshots.
class EntryCodecTest {
  /// Go writes the keys of a map in any order.
  private static final Set<String> MAPS_IN_GO_ORDER =
      Set.of("fsm-22-ConfigEntry-2", "snapshot-22-service-resolver-6");

  static Stream<Arguments> recorded() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EntryCodecTest.class.getResourceAsStream("recorded.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split(" "))
              .map(part -> Arguments.of(part[0], part[1]))
              .toList()
              .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recorded")
  void writesWhatItRead(String name, String hex) {
    ConfigEntryRequest request =
        Msgpack.read(ConfigEntryRequest.CODEC, HexFormat.of().parseHex(hex));
    byte[] written = Msgpack.write(ConfigEntryRequest.CODEC, request);
    if (MAPS_IN_GO_ORDER.contains(name)) {
      byte[] recorded = HexFormat.of().parseHex(hex);
      Arrays.sort(recorded);
      Arrays.sort(written);
      assertArrayEquals(recorded, written);
    } else {
      assertEquals(hex, HexFormat.of().formatHex(written));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recorded")
  void survivesJson(String name, String hex) {
    ConfigEntry entry =
        Msgpack.read(ConfigEntryRequest.CODEC, HexFormat.of().parseHex(hex)).entry();
    byte[] json = Json.write(entry.type().codec(), entry);
    ConfigEntry again = Json.read(entry.type().codec(), json, Decoder.Unknown.REFUSE);
    assertEquals(
        new String(json, StandardCharsets.UTF_8),
        new String(Json.write(entry.type().codec(), again), StandardCharsets.UTF_8));
  }

  @Test
  void recordsOfEveryKindAreThere() throws IOException {
    for (EntryKind<?> kind : EntryKinds.ALL) {
      assertTrue(
          recorded().anyMatch(one -> String.valueOf(one.get()[0]).endsWith("-" + kind.name())),
          kind.name());
    }
  }

  /// Damaged bytes end in an entry or in a [DecodeException], never in anything else.
  @Test
  void survivesDamage() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<byte[]> seeds =
        recorded().map(one -> HexFormat.of().parseHex(String.valueOf(one.get()[1]))).toList();
    int refused = 0;
    for (int round = 0; round < 30_000; round++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      try {
        Msgpack.write(ConfigEntryRequest.CODEC, Msgpack.read(ConfigEntryRequest.CODEC, bytes));
      } catch (DecodeException expected) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }
}
