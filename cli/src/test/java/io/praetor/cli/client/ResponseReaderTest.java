// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
  private static final long SEED = 815;

  private static String body(String answer) throws ApiError, IOException {
    ResponseReader reader = reader(answer);
    ResponseReader.Head head = reader.readHead();
    return new String(reader.body(head).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static ResponseReader reader(String answer) {
    return new ResponseReader(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aBodyEndsByItsLength() throws ApiError, IOException {
    assertEquals("abc", body("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef"));
  }

  @Test
  void aBodyEndsByItsChunks() throws ApiError, IOException {
    assertEquals(
        "hello world",
        body(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: 1\r\n\r\nrest"));
  }

  @Test
  void aBodyEndsWithTheConnection() throws ApiError, IOException {
    assertEquals("all of it", body("HTTP/1.0 200 OK\n\nall of it"));
  }

  @Test
  void interimAnswersArePassedOver() throws ApiError, IOException {
    assertEquals(
        404,
        reader("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\n").readHead().status());
  }

  @Test
  void aBodyThatBreaksOffIsAnError() {
    assertThrows(EOFException.class, () -> body("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"));
    assertThrows(
        IOException.class,
        () -> body("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"));
  }

  @Test
  void anEarlyEndHasGosText() {
    IOException error = assertThrows(IOException.class, () -> body(""));
    assertEquals("EOF", error.getMessage());
  }

  @Test
  void whatIsNotHttpIsShown() {
    ApiError error = assertThrows(ApiError.class, () -> body("SSH-2.0-x\u0001\r\n"));
    assertTrue(error.text().endsWith("malformed HTTP response \"SSH-2.0-x\\x01\""), error.text());
  }

  @Test
  void endlessHeadsAreCutOff() {
    String lines = "X: 1\r\n".repeat(ResponseReader.MAX_HEADERS + 1);
    assertThrows(ApiError.class, () -> body("HTTP/1.1 200 OK\r\n" + lines + "\r\n"));
    String longLine = "x".repeat(ResponseReader.MAX_LINE_BYTES + 1);
    assertThrows(ApiError.class, () -> body("HTTP/1.1 200 OK\r\n" + longLine + "\r\n\r\n"));
  }

  @Test
  void hostileAnswersEndInOneOfTheTwoErrors() {
    Random random = new Random(SEED);
    byte[] valid =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] answer = valid.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        answer[random.nextInt(answer.length)] = (byte) random.nextInt(256);
      }
      try {
        ResponseReader reader = new ResponseReader(new ByteArrayInputStream(answer));
        reader.body(reader.readHead()).readAllBytes();
      } catch (ApiError | IOException e) {
        assertTrue(e.getMessage() != null, "seed " + SEED + " round " + round);
      }
    }
  }
}
