// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerScannerTest {
  private static final String ANSWERS =
      """
      HTTP/1.1 200 OK\r
      content-length: 4\r
      X-Content-Length-Of-Something: 900\r
      \r
      true\
      HTTP/1.1 404 Not Found\r
      Vary: Accept-Encoding\r
      Content-Length: 0\r
      \r
      HTTP/1.1 500 Internal Server Error\r
      Transfer-Encoding: chunked\r
      \r
      3\r
      abc\r
      0a\r
      0123456789\r
      0\r
      \r
      HTTP/1.1 204 No Content\r
      \r
      """;

  @Test
  void findsTheEndOfEachAnswerHoweverItsBytesCome() throws IOException {
    byte[] bytes = ANSWERS.getBytes(StandardCharsets.US_ASCII);
    for (int piece = 1; piece <= bytes.length; piece++) {
      assertEquals(List.of(200, 404, 500, 204), statuses(bytes, piece), "in pieces of " + piece);
    }
  }

  private static List<Integer> statuses(byte[] bytes, int piece) throws IOException {
    AnswerScanner scanner = new AnswerScanner();
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += piece) {
      ByteBuffer in = ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at));
      while (scanner.ends(in)) {
        found.add(scanner.status());
      }
      assertFalse(in.hasRemaining());
    }
    return found;
  }

  @Test
  void refusesWhatIsNoAnswer() {
    AnswerScanner scanner = new AnswerScanner();
    assertThrows(IOException.class, () -> scanner.ends(ByteBuffer.wrap(new byte[] {'H', '\n'})));
    assertThrows(
        IOException.class, () -> new AnswerScanner().ends(ByteBuffer.wrap(new byte[10_000])));
  }

  @Test
  void writesRequestsWhoseLengthIsTrue() {
    for (Workload.Kind kind : List.of(Workload.Kind.KV_PUT, Workload.Kind.CATALOG_REGISTER)) {
      Workload workload = new Workload(kind, 64, 1000);
      for (long number : new long[] {0, 9, 10, 99, 100, 12_345}) {
        ByteBuffer out = ByteBuffer.allocate(workload.mostBytes());
        workload.write(out, 63, number);
        String text = new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII);
        int head = text.indexOf("\r\n\r\n");
        String length = text.substring(text.indexOf("Length: ") + 8, head);
        assertEquals(text.length() - head - 4, Integer.parseInt(length), text);
      }
    }
  }

  @Test
  void quantilesAreWithinAFewPercent() {
    Histogram times = new Histogram();
    for (int i = 1; i <= 1000; i++) {
      times.add(i * 1000L);
    }
    assertTrue(Math.abs(times.quantile(0.5) / 500_000 - 1) < 0.035, "" + times.quantile(0.5));
    assertTrue(Math.abs(times.quantile(0.99) / 990_000 - 1) < 0.035, "" + times.quantile(0.99));
    assertEquals(0, new Histogram().quantile(0.5));
  }
}
