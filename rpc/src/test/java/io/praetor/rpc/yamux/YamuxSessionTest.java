// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamuxSessionTest {
  private static final int WINDOW = YamuxLimits.CONSUL.window();

  private static String recorded(String side) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(YamuxSessionTest.class.getResourceAsStream("yamux.json"))) {
      List<?> all =
          (List<?>)
              Objects.requireNonNull(
                  Json.read(Codecs.ANY, in.readAllBytes(), Decoder.Unknown.REFUSE));
      return String.valueOf(((Map<?, ?>) all.getFirst()).get(side));
    }
  }

  /// The data frames of a recording, whole ones only.
  private static List<byte[]> bodies(String hex) {
    List<byte[]> bodies = new ArrayList<>();
    byte[] all = HexFormat.of().parseHex(hex);
    for (int at = 0; at + FrameHeader.SIZE <= all.length; ) {
      FrameHeader header = FrameHeader.parse(Arrays.copyOfRange(all, at, at + FrameHeader.SIZE));
      at += FrameHeader.SIZE;
      if (header.type() == FrameHeader.DATA) {
        if (at + header.length() > all.length) {
          break;
        }
        bodies.add(Arrays.copyOfRange(all, at, at + header.length()));
        at += header.length();
      }
    }
    return bodies;
  }

  @Test
  void opensAndSendsAsConsulDoes() throws IOException {
    String wanted = recorded("client_first_bytes").substring(2); // Without the first byte, 4.
    Side client = new Side(true);
    int stream = client.session.open(0);
    bodies(wanted).forEach(body -> client.session.write(stream, body, 0));
    String sent = client.sentHex();
    assertEquals(2 * (3 * FrameHeader.SIZE + 2 * 38), sent.length());
    assertEquals(wanted.substring(0, sent.length()), sent);
  }

  @Test
  void acceptsAndAnswersAsConsulDoes() throws IOException {
    Side server = new Side(false);
    server.receiveHex(recorded("client_first_bytes").substring(2));
    assertEquals(List.of("opened 1"), server.events);
    String wanted = recorded("server_first_bytes");
    List<byte[]> answers = bodies(wanted);
    answers.forEach(body -> server.session.write(1, body, 0));
    String sent = server.sentHex();
    assertEquals(wanted.substring(0, sent.length()), sent);
    assertTrue(answers.size() >= 1);
  }

  @Test
  void readsBytesThatComeOneByOne() {
    Side client = new Side(true);
    client.session.write(client.session.open(0), new byte[] {1, 2, 3}, 0);
    Side server = new Side(false);
    for (byte one : client.sent()) {
      server.receive(new byte[] {one});
    }
    assertArrayEquals(new byte[] {1, 2, 3}, server.dataOf(1));
  }

  @Test
  void sendsNoMoreThanTheWindowUntilThePeerConsumes() {
    Side client = new Side(true);
    Side server = new Side(false);
    server.consuming = false;
    int stream = client.session.open(0);
    client.session.write(stream, new byte[WINDOW + 10], 0);
    server.receive(client.sent());
    assertEquals(WINDOW, server.dataOf(stream).length);
    assertEquals(List.of(), client.events);
    server.session.consumed(stream, WINDOW / 2 - 1);
    client.receive(server.sent());
    server.receive(client.sent());
    assertEquals(WINDOW, server.dataOf(stream).length);
    server.session.consumed(stream, 1);
    client.receive(server.sent());
    server.receive(client.sent());
    assertEquals(WINDOW + 10, server.dataOf(stream).length);
    assertEquals(List.of("drained 1"), client.events);
  }

  @Test
  void sendsNothingWhileTheTransportIsFull() {
    Side client = new Side(true);
    int stream = client.session.open(0);
    client.sent();
    client.writable = false;
    client.session.write(stream, new byte[] {7}, 0);
    client.session.finish(stream);
    assertEquals("", client.sentHex());
    client.writable = true;
    client.session.pump();
    assertEquals("000000000000000100000001" + "07" + "000100040000000100000000", client.sentHex());
  }

  @Test
  void takesTurnsBetweenStreams() {
    Side client = new Side(true);
    client.writable = false;
    int one = client.session.open(0);
    int two = client.session.open(0);
    client.session.write(one, new byte[100_000], 0);
    client.session.write(two, new byte[1], 0);
    client.sent();
    client.writable = true;
    client.session.pump();
    assertEquals(List.of("drained " + two, "drained " + one), client.events);
  }

  @Test
  void endsStreamsInBothDirections() {
    Side client = new Side(true);
    Side server = new Side(false);
    int stream = client.session.open(0);
    client.session.write(stream, new byte[] {1}, 0);
    client.session.finish(stream);
    server.receive(client.sent());
    assertEquals(List.of("opened 1", "ended 1"), server.events);
    server.session.write(stream, new byte[] {2}, 0);
    server.session.finish(stream);
    client.receive(server.sent());
    assertEquals(List.of("drained 1", "ended 1"), client.events);
    assertArrayEquals(new byte[] {2}, client.dataOf(stream));
    assertEquals(0, client.session.openStreams());
    assertEquals(0, server.session.openStreams());
  }

  @Test
  void resetsStreams() {
    Side client = new Side(true);
    Side server = new Side(false);
    int stream = client.session.open(0);
    client.session.write(stream, new byte[] {1}, 0);
    client.session.reset(stream);
    server.receive(client.sent());
    assertEquals(List.of("opened 1", "reset 1"), server.events);
    // What the server still says about it is of no interest.
    client.receiveHex("000000000000000100000001" + "09" + "000100040000000100000000");
    assertEquals(List.of("drained 1"), client.events);
  }

  @Test
  void answersPingsAndTakesDataWithSyn() {
    Side server = new Side(false);
    server.receiveHex("00020001000000000000002a" + "000000010000000500000002" + "0102");
    assertEquals("00020002000000000000002a" + "000100020000000500000000", server.sentHex());
    assertArrayEquals(new byte[] {1, 2}, server.dataOf(5));
  }

  @Test
  void pingsAndGivesUpWithoutAnAnswer() {
    Side client = new Side(true);
    client.session.tick(29 * Side.SECOND);
    assertEquals("", client.sentHex());
    client.session.tick(30 * Side.SECOND);
    assertEquals("000200010000000000000000", client.sentHex());
    client.now = 31 * Side.SECOND;
    client.receiveHex("000200020000000000000000");
    client.session.tick(45 * Side.SECOND);
    client.session.tick(61 * Side.SECOND);
    assertEquals("000200010000000000000001", client.sentHex());
    client.session.tick(71 * Side.SECOND);
    assertEquals(List.of("closed: keepalive timeout"), client.events);
  }

  @Test
  void closesWhenAStreamIsNotTaken() {
    YamuxLimits quiet = limits(8192, 256);
    Side client = new Side(true, quiet);
    client.session.open(0);
    client.session.tick(74 * Side.SECOND);
    assertEquals(List.of(), client.events);
    client.session.tick(75 * Side.SECOND);
    assertEquals(List.of("closed: stream open timeout"), client.events);
  }

  @Test
  void dropsStreamsThatStallOrAreNotEnded() {
    Side server = new Side(false, limits(8192, 256));
    server.receiveHex("000100010000000100000000" + "000100010000000300000000");
    server.session.write(1, new byte[WINDOW + 1], 0);
    server.session.finish(3);
    server.session.tick(75 * Side.SECOND);
    assertEquals(List.of("opened 1", "opened 3", "reset 1"), server.events);
    server.session.tick(300 * Side.SECOND);
    assertEquals(List.of("opened 1", "opened 3", "reset 1", "reset 3"), server.events);
  }

  private static YamuxLimits limits(int streams, int unacknowledged) {
    YamuxLimits consul = YamuxLimits.CONSUL;
    return new YamuxLimits(
        streams,
        consul.window(),
        unacknowledged,
        Duration.ofDays(1),
        consul.answerWithin(),
        consul.openWithin(),
        consul.closeWithin(),
        consul.stallWithin());
  }

  @Test
  void resetsStreamsBeyondTheBound() {
    Side server = new Side(false, limits(1, 256));
    server.receiveHex("000100010000000100000000" + "000100010000000300000000");
    assertEquals("000100020000000100000000" + "000100080000000300000000", server.sentHex());
    assertEquals(List.of("opened 1"), server.events);
  }

  @Test
  void opensNoMoreThanThePeerTakes() {
    Side client = new Side(true, limits(8192, 2));
    assertEquals(1, client.session.open(0));
    assertEquals(3, client.session.open(0));
    assertEquals(0, client.session.open(0));
    client.receiveHex("000100020000000100000000");
    assertEquals(5, client.session.open(0));
  }

  @Test
  void opensNothingAfterAGoAway() {
    Side client = new Side(true);
    client.receiveHex("000300000000000000000000");
    assertEquals(0, client.session.open(0));
    assertTrue(client.session.isEnding());
    Side server = new Side(false);
    server.session.goAway();
    assertEquals("000300000000000000000000", server.sentHex());
    server.receiveHex("000100010000000100000000");
    assertEquals("000100080000000100000000", server.sentHex());
  }

  @ParameterizedTest
  @CsvSource({
    "01, invalid protocol version 1",
    "000400000000000000000000, invalid message type 4",
    "000100010000000200000000, stream 2 cannot be opened",
    "000100010000000000000000, stream 0 cannot be opened",
    "000100010000000100000000000100010000000100000000, stream 1 cannot be opened",
    "000000010000000100040001, frame exceeds the receive window",
    "000000010000000100040000, ''",
    "000100050000000100000000000100040000000100000000, a stream ended twice",
    "000100050000000100000000000000000000000100000001, data after the end of a stream",
    "000300000000000000000001, peer ended the session with code 1",
  })
  void endsSessionsThatBreakTheRules(String hex, String reason) {
    Side server = new Side(false);
    server.receiveHex(hex);
    List<String> closed =
        server.events.stream().filter(event -> event.startsWith("closed")).toList();
    assertEquals(reason.isEmpty() ? List.of() : List.of("closed: " + reason), closed);
    if (!reason.isEmpty() && !reason.startsWith("peer")) {
      assertTrue(server.sentHex().endsWith("000300000000000000000001"));
    }
    if (!reason.isEmpty()) {
      server.sent();
      server.receiveHex("000200010000000000000000");
      assertEquals("", server.sentHex(), "nothing is said after the end");
    }
  }
}
