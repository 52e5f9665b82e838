// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.core.ConfigurationCodec;
import io.praetor.wire.DecodeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Holds the codec against bytes that real Consul servers exchanged.
class RaftWireTest {
  private static final HexFormat HEX = HexFormat.of();

  private final Map<String, byte[]> recorded = recorded();

  @Test
  void everyRecordedRequestComesOutAsItWentIn() {
    int seen = 0;
    for (Map.Entry<String, byte[]> one : recorded.entrySet()) {
      if (one.getKey().startsWith("raft-req-")) {
        RaftRequest request = RaftWire.decodeRequest(one.getValue());
        assertEquals(
            HEX.formatHex(one.getValue()), HEX.formatHex(RaftWire.encode(request)), one.getKey());
        seen++;
      }
    }
    assertEquals(14, seen);
  }

  @Test
  void everyRecordedAnswerComesOutAsItWentIn() {
    int seen = 0;
    for (Map.Entry<String, byte[]> one : recorded.entrySet()) {
      if (one.getKey().startsWith("raft-rep-")) {
        RaftRequest to =
            RaftWire.decodeRequest(recorded.get(one.getKey().replace("raft-rep-", "raft-req-")));
        RaftWire.Answer answer = RaftWire.decodeAnswer(to, one.getValue());
        assertEquals("", answer.error());
        assertEquals(
            HEX.formatHex(one.getValue()), HEX.formatHex(RaftWire.encode(answer)), one.getKey());
        seen++;
      }
    }
    assertEquals(14, seen);
  }

  @Test
  void aHeartbeatIsToldFromAnEmptyRequest() {
    assertTrue(append("raft-req-heartbeat").isHeartbeat());
    assertFalse(append("raft-req-AppendEntries-empty").isHeartbeat());
  }

  @Test
  void aRecordedConfigurationEntryIsReadAndWrittenTheSame() {
    byte[] data = recorded.get("log-type-5");
    assertEquals(
        HEX.formatHex(data),
        HEX.formatHex(ConfigurationCodec.encode(ConfigurationCodec.decode(data))));
  }

  @Test
  void damagedBytesGiveADecodeExceptionAndNothingElse() {
    List<RaftRequest> requests =
        recorded.keySet().stream()
            .filter(name -> name.startsWith("raft-req-"))
            .map(name -> RaftWire.decodeRequest(recorded.get(name)))
            .toList();
    for (int seed = 1; seed <= 3000; seed++) {
      Random random = new Random(seed);
      byte[][] all = recorded.values().toArray(new byte[0][]);
      byte[] data = all[random.nextInt(all.length)].clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        data[random.nextInt(data.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(4) == 0) {
        data = Arrays.copyOf(data, random.nextInt(data.length));
      } else if (random.nextInt(8) == 0) {
        random.nextBytes(data);
      }
      for (RaftRequest to : requests) {
        try {
          RaftWire.decodeAnswer(to, data);
        } catch (DecodeException expected) {
          assertFalse(expected.toString().isEmpty());
        } catch (RuntimeException e) {
          throw new AssertionError("answer, seed " + seed, e);
        }
      }
      try {
        RaftWire.decodeRequest(data);
      } catch (DecodeException expected) {
        assertFalse(expected.toString().isEmpty());
      } catch (RuntimeException e) {
        throw new AssertionError("request, seed " + seed, e);
      }
    }
  }

  private RaftRequest.AppendEntries append(String name) {
    return assertInstanceOf(
        RaftRequest.AppendEntries.class, RaftWire.decodeRequest(recorded.get(name)));
  }

  static Map<String, byte[]> recorded() {
    Map<String, byte[]> found = new LinkedHashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                RaftWireTest.class.getResourceAsStream("/raft-transport.txt"),
                StandardCharsets.US_ASCII))) {
      in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(pair -> found.put(pair[0], HEX.parseHex(pair[1])));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
