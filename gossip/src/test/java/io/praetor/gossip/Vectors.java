// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip;

import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The recorded bytes: `gossip-lib` was made by memberlist and serf with fixed inputs, `gossip-live`
/// captured between running agents, `formulas` computed by the libraries.
public final class Vectors {
  private Vectors() {}

  public static List<Map<String, Object>> list(String name) {
    return cast(json(name));
  }

  public static @Nullable Object json(String name) {
    try (InputStream in =
        Objects.requireNonNull(Vectors.class.getResourceAsStream(name + ".json"), name)) {
      return Json.read(Codecs.ANY, in.readAllBytes(), Decoder.Unknown.REFUSE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <T> T cast(@Nullable Object value) {
    return (T) Objects.requireNonNull(value);
  }

  public static byte[] unhex(@Nullable Object text) {
    return HexFormat.of().parseHex((String) Objects.requireNonNull(text));
  }

  public static String hex(byte[] data) {
    return HexFormat.of().formatHex(data);
  }

  /// The bytes of one entry made by the libraries.
  public static byte[] lib(String id) {
    return list("gossip-lib").stream()
        .filter(entry -> id.equals(entry.get("id")))
        .findFirst()
        .map(entry -> unhex(entry.get("hex")))
        .orElseThrow(() -> new IllegalArgumentException(id));
  }
}
