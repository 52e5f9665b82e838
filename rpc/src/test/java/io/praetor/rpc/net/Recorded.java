// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

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

/// A recorded call: what a client sent on a connection that began with the byte 0, and what a server of
/// Consul's answered.
public record Recorded(String id, String method, byte[] request, byte[] reply) {
  /// All of them, in the order in which they were made.
  public static List<Recorded> all() {
    return all("rpc.json");
  }

  /// Those of one file.
  static List<Recorded> all(String file) {
    return ((List<?>) json(file)).stream().map(one -> of((Map<?, ?>) one)).toList();
  }

  private static Recorded of(Map<?, ?> entry) {
    return new Recorded(
        text(entry, "id"),
        text(entry, "method"),
        HexFormat.of().parseHex(text(entry, "request_hex")),
        HexFormat.of().parseHex(text(entry, "reply_hex")));
  }

  private static String text(Map<?, ?> entry, String name) {
    return String.valueOf(entry.get(name));
  }

  private static Object json(String name) {
    try (InputStream in = Objects.requireNonNull(Recorded.class.getResourceAsStream(name))) {
      return Objects.requireNonNull(
          Json.read(Codecs.ANY, in.readAllBytes(), Decoder.Unknown.REFUSE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The whole message that these bytes are.
  public static Message message(byte[] bytes) {
    MessageBuffer buffer = new MessageBuffer(1 << 20);
    buffer.add(bytes);
    return Objects.requireNonNull(buffer.poll());
  }

  @Override
  public String toString() {
    return id;
  }
}
