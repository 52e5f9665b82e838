// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// What a hostile target answers ends in a result or an I/O error, and in nothing else.
class AnswersFuzzTest {
  private interface Reader {
    void read(byte[] answer) throws IOException;
  }

  private static void fuzz(long seed, List<byte[]> valid, Reader reader) {
    Random random = new Random(seed);
    for (int round = 0; round < 4000; round++) {
      byte[] input;
      if (round % 4 == 0) {
        input = new byte[random.nextInt(200)];
        random.nextBytes(input);
      } else {
        input = valid.get(random.nextInt(valid.size())).clone();
        for (int changes = random.nextInt(5); changes >= 0; changes--) {
          input[random.nextInt(input.length)] = (byte) random.nextInt(256);
        }
        input = java.util.Arrays.copyOf(input, random.nextInt(input.length) + 1);
      }
      try {
        reader.read(input);
      } catch (IOException e) {
        // Documented.
      } catch (RuntimeException e) {
        Assertions.fail(
            "seed " + seed + " round " + round + " " + java.util.HexFormat.of().formatHex(input),
            e);
      }
    }
  }

  @Test
  void httpAnswers() {
    List<byte[]> valid =
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello".getBytes(ISO_8859_1),
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\n\r\nbody".getBytes(ISO_8859_1),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\n\r\n")
                .getBytes(ISO_8859_1));
    fuzz(
        20261125,
        valid,
        answer -> {
          TailBuffer output = new TailBuffer(16);
          HttpMessage.receive(new ByteArrayInputStream(answer), "GET").body().transferTo(output);
          output.describe();
        });
  }

  @Test
  void http2Answers() {
    ByteArrayOutputStream good = new ByteArrayOutputStream();
    frame(good, 4, 0, 0, "");
    frame(good, 6, 0, 0, "12345678");
    frame(good, 1, 0x4, 1, "\u0088\u0040\u000bgrpc-status\u00010");
    frame(good, 0, 0x9, 1, "\u0001\u0000\u0000\u0000\u0000\u0002\u0008\u0001x");
    ByteArrayOutputStream continued = new ByteArrayOutputStream();
    frame(continued, 4, 0, 0, "");
    frame(continued, 1, 0x1, 1, "\u0088\u0040");
    frame(continued, 9, 0x4, 1, "\u000bgrpc-status\u00010");
    ByteArrayOutputStream reset = new ByteArrayOutputStream();
    frame(reset, 4, 0, 0, "");
    frame(reset, 3, 0, 1, "\u0000\u0000\u0000\u0007");
    fuzz(
        20261126,
        List.of(good.toByteArray(), continued.toByteArray(), reset.toByteArray()),
        answer -> {
          Http2Connection connection =
              new Http2Connection(
                  new ByteArrayInputStream(answer), OutputStream.nullOutputStream());
          GrpcProbe.servingStatus(
              connection.request(List.of(Map.entry(":method", "POST")), new byte[0]).body());
        });
  }

  private static void frame(
      ByteArrayOutputStream out, int type, int flags, int stream, String payload) {
    byte[] bytes = payload.getBytes(ISO_8859_1);
    out.writeBytes(new byte[] {0, 0, (byte) bytes.length, (byte) type, (byte) flags});
    out.writeBytes(new byte[] {0, 0, 0, (byte) stream});
    out.writeBytes(bytes);
  }

  @Test
  void dockerStreams() {
    fuzz(
        20261127,
        List.of("\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0002ok".getBytes(ISO_8859_1)),
        answer -> {
          TailBuffer output = new TailBuffer(16);
          DockerProbe.demultiplex(new ByteArrayInputStream(answer), output);
          output.describe();
        });
  }
}
