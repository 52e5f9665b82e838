// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.wire.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputPiecesTest {
  private static final long SECOND = 1_000_000_000L;

  private final OutputPieces pieces = new OutputPieces(2 * SECOND, 0);

  private static List<Integer> sizes(List<Bytes> pieces) {
    return pieces.stream().map(Bytes::size).toList();
  }

  @Test
  void fullPiecesComeAtOnceAndInOrder() {
    byte[] data = new byte[10_000];
    IntStream.range(0, data.length).forEach(i -> data[i] = (byte) (i / 4096));
    List<Bytes> full = pieces.add(data, data.length, 5);
    assertEquals(List.of(4096, 4096), sizes(full));
    assertEquals(1, full.get(1).at(0));
    List<Bytes> rest = pieces.rest(6);
    assertEquals(List.of(10_000 - 8192), sizes(rest));
    assertEquals(2, rest.getFirst().at(0));
    assertEquals(List.of(), pieces.rest(7));
  }

  @Test
  void aShortPieceWaitsForAPauseOfTheOutput() {
    assertEquals(List.of(), pieces.add(new byte[3], 3, SECOND / 10));
    assertEquals(List.of(), pieces.due(SECOND / 2));
    assertEquals(List.of(), pieces.add(new byte[4], 4, SECOND / 2));
    assertEquals(SECOND, pieces.deadline());
    assertEquals(List.of(7), sizes(pieces.due(SECOND)));
    assertEquals(List.of(), pieces.due(SECOND));
  }

  @Test
  void silenceIsBrokenByEmptyPieces() {
    assertEquals(2 * SECOND, pieces.deadline());
    assertEquals(List.of(), pieces.due(2 * SECOND - 1));
    assertEquals(List.of(0), sizes(pieces.due(2 * SECOND)));
    assertEquals(4 * SECOND, pieces.deadline());
  }

  @Test
  void outputThatNeverPausesIsNotSilence() {
    for (long now = 0; now < 2 * SECOND; now += SECOND / 10) {
      assertEquals(List.of(), pieces.add(new byte[1], 1, now));
      assertEquals(List.of(), pieces.due(now));
    }
    assertEquals(List.of(20), sizes(pieces.due(2 * SECOND)));
  }

  @Test
  void noWaitIsNotABusyLoop() {
    OutputPieces hasty = new OutputPieces(0, 0);
    assertEquals(List.of(), hasty.due(SECOND / 20));
    assertEquals(List.of(0), sizes(hasty.due(SECOND / 10)));
  }
}
