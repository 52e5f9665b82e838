// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Histories that no single copy of the registers could have given are rejected, others are not.
class HistoryTest {
  private final History history = new History();

  @Test
  void operationsOneAfterAnotherAreFine() {
    history.readDone(history.invokeRead("k"), null, 0);
    write("a", 3);
    history.readDone(history.invokeRead("k"), "a", 3);
    history.writeDone(history.invokeCompareAndSet("k", "b", 3), 5);
    history.refused(history.invokeCompareAndSet("k", "c", 3));
    history.readDone(history.invokeRead("k"), "b", 5);
    assertEquals(3, history.reads());
    assertEquals(2, history.acknowledged());
    assertEquals(1, history.refusals());
  }

  @Test
  void operationsThatOverlapMayGoEitherWay() {
    History.Operation read = history.invokeRead("k");
    History.Operation late = history.invokeRead("k");
    write("a", 3);
    history.readDone(read, null, 0);
    history.readDone(late, "a", 3);
  }

  @Test
  void registersDoNotDisturbEachOther() {
    History.Operation other = history.invokeWrite("other", "x");
    write("a", 3);
    history.writeDone(other, 2);
    history.readDone(history.invokeRead("other"), "x", 2);
  }

  @Test
  void aStaleReadIsNoticed() {
    write("a", 3);
    write("b", 4);
    rejected("stale read", () -> history.readDone(history.invokeRead("k"), "a", 3));
  }

  @Test
  void aReadThatFindsNothingAfterAWriteIsNoticed() {
    write("a", 3);
    rejected("stale read", () -> history.readDone(history.invokeRead("k"), null, 0));
  }

  @Test
  void aReadBehindAnotherReadIsNoticed() {
    write("a", 3);
    history.invokeWrite("k", "unanswered");
    history.readDone(history.invokeRead("k"), "unanswered", 7);
    rejected("stale read", () -> history.readDone(history.invokeRead("k"), "a", 3));
  }

  @Test
  void aLostWriteWhosePlaceAnotherGotIsNoticed() {
    write("a", 3);
    History.Operation other = history.invokeWrite("other", "x");
    rejected("both at 3", () -> history.writeDone(other, 3));
  }

  @Test
  void aWriteBeforeWhatWasReportedIsNoticed() {
    write("a", 3);
    rejected("took place 2", () -> write("b", 2));
  }

  @Test
  void anUnansweredWriteMayComeLateButNotEarly() {
    history.invokeWrite("k", "late");
    write("a", 3);
    history.readDone(history.invokeRead("k"), "late", 9);
    History.Operation write = history.invokeWrite("k", "early");
    assertEquals(9, write.floor());
    rejected("took place 8", () -> history.placed("k", "early", 8));
  }

  @Test
  void aTextThatNobodyWroteIsNoticed() {
    rejected("nobody wrote", () -> history.readDone(history.invokeRead("k"), "a", 3));
  }

  @Test
  void aWriteThatMovesIsNoticed() {
    write("a", 3);
    rejected("was at 3 and is at 4", () -> history.readDone(history.invokeRead("k"), "a", 4));
  }

  @Test
  void aCompareAndSetOverANewerWriteIsNoticed() {
    write("a", 3);
    write("b", 4);
    History.Operation set = history.invokeCompareAndSet("k", "c", 3);
    rejected("came in between", () -> history.writeDone(set, 5));
  }

  @Test
  void aWriteThatTurnsUpInsideACompareAndSetIsNoticed() {
    write("a", 3);
    history.invokeWrite("k", "unanswered");
    history.writeDone(history.invokeCompareAndSet("k", "b", 3), 5);
    rejected("came in between", () -> history.placed("k", "unanswered", 4));
  }

  @Test
  void twoCompareAndSetsThatFoundTheSameAreNoticed() {
    write("a", 3);
    History.Operation one = history.invokeCompareAndSet("k", "b", 3);
    History.Operation two = history.invokeCompareAndSet("k", "c", 3);
    history.writeDone(one, 4);
    rejected("came in between", () -> history.writeDone(two, 5));
  }

  @Test
  void aRefusalWithoutReasonIsNoticed() {
    write("a", 3);
    History.Operation set = history.invokeCompareAndSet("k", "b", 3);
    rejected("refused although", () -> history.refused(set));
  }

  @Test
  void aRefusalMayBeDueToAnUnansweredWrite() {
    write("a", 3);
    history.invokeWrite("k", "unanswered");
    history.refused(history.invokeCompareAndSet("k", "b", 3));
  }

  @Test
  void aRefusedWriteThatShowsIsNoticed() {
    write("a", 3);
    write("b", 4);
    history.refused(history.invokeCompareAndSet("k", "c", 3));
    rejected("nobody wrote", () -> history.readDone(history.invokeRead("k"), "c", 5));
  }

  @Test
  void aWriteOfAllRegistersHasOnePlace() {
    write("a", 3);
    List<History.Operation> all = history.invokeWriteOfAll(Map.of("k", "b", "other", "x"));
    History.Operation late = history.invokeWrite("third", "c");
    all.forEach(one -> history.writeDone(one, 5));
    rejected("stale read", () -> history.readDone(history.invokeRead("other"), null, 0));
    history.readDone(history.invokeRead("k"), "b", 5);
    rejected("both at 5", () -> history.writeDone(late, 5));
  }

  private void write(String text, long index) {
    history.writeDone(history.invokeWrite("k", text), index);
  }

  private static void rejected(String why, Executable events) {
    String message = String.valueOf(assertThrows(Violation.class, events).getMessage());
    assertTrue(message.contains(why), message);
  }
}
