// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.Msgpack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands captured from a real server's log (type byte 13, then msgpack).
class CaRequestVectorTest {
  /// The keys of a Go map come in random order, so a command that holds one cannot be compared byte for
  /// byte; nothing of it may be lost.
  @Test
  void capturedCommandsDecodeAndEncodeWithoutLoss() throws IOException {
    List<String> lines = lines();
    assertTrue(lines.size() >= 4);
    for (String line : lines) {
      byte[] entry = HexFormat.of().parseHex(line.substring(line.indexOf(' ') + 1));
      byte[] body = Arrays.copyOfRange(entry, 1, entry.length);
      CaRequest request = Msgpack.read(CaRequest.CODEC, body);
      byte[] again = Msgpack.write(CaRequest.CODEC, request);
      String id = line.substring(0, line.indexOf(' '));
      assertEquals(body.length, again.length, id);
      assertEquals(request, Msgpack.read(CaRequest.CODEC, again), id);
      if (request.config() == null) {
        assertEquals(HexFormat.of().formatHex(body), HexFormat.of().formatHex(again), id);
      }
    }
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = CaRequestVectorTest.class.getResourceAsStream("/ca-commands.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
