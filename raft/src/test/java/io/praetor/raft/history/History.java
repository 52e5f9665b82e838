// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks that reads, writes and compare-and-sets of registers are linearizable, while they happen.
///
/// The log gives every write its place (its index), and a read the place of the write that it saw,
/// so one order of all operations is known. It is a linearization if no operation comes before one
/// that had ended when it began: each operation must be past its floor, the highest place that any
/// operation on its register had reached and reported when it was invoked. A write whose answer was
/// lost has no place until something shows it; it may then have taken place at any time after it
/// was invoked.
///
/// Every write writes another text. Calls throw [Violation]; they must come in the order of the
/// events, an invocation before the request is sent and an answer after it has arrived. Any thread
/// may call.
public final class History {
  /// An operation under way. `expected` is the place that a compare-and-set asks for; `place` names
  /// what alone may be at its place.
  public record Operation(
      String key, @Nullable String written, @Nullable Long expected, long floor, String place) {}

  private record Write(Operation operation, @Nullable Long place) {}

  private static final class Register {
    private final Map<String, Write> writes = new HashMap<>();
    private final TreeMap<Long, String> places = new TreeMap<>();

    /// The successful compare-and-sets by the place that each found.
    private final TreeMap<Long, Long> spans = new TreeMap<>();

    private long floor;
  }

  private final Map<String, Register> registers = new HashMap<>();
  private final Map<Long, String> placeAt = new HashMap<>();
  private long reads;
  private long acknowledged;
  private long refused;

  public synchronized Operation invokeWrite(String key, String text) {
    return invoke(key, text, null, key + " " + text);
  }

  /// Writes only if the newest write of the register is the one at `expected`, 0 for none.
  public synchronized Operation invokeCompareAndSet(String key, String text, long expected) {
    return invoke(key, text, expected, key + " " + text);
  }

  public synchronized Operation invokeRead(String key) {
    return new Operation(key, null, null, register(key).floor, "");
  }

  /// Writes several registers at one place.
  public synchronized List<Operation> invokeWriteOfAll(Map<String, String> textByKey) {
    String place = textByKey.toString();
    return textByKey.entrySet().stream()
        .map(one -> invoke(one.getKey(), one.getValue(), null, place))
        .toList();
  }

  private Operation invoke(String key, String text, @Nullable Long expected, String place) {
    Register register = register(key);
    Operation operation = new Operation(key, text, expected, register.floor, place);
    if (register.writes.put(text, new Write(operation, null)) != null) {
      throw new IllegalArgumentException("two writes of " + text);
    }
    return operation;
  }

  /// A write is seen to have its place there, whether or not its caller still waits.
  public synchronized void placed(String key, String text, long index) {
    Register register = register(key);
    Write write = register.writes.get(text);
    if (write == null) {
      throw new Violation("%s holds %s, which nobody wrote".formatted(key, text));
    }
    if (write.place != null) {
      if (write.place != index) {
        throw new Violation("write %s was at %d and is at %d".formatted(text, write.place, index));
      }
      return;
    }
    Operation operation = write.operation;
    if (index <= operation.floor) {
      throw new Violation(
          "write %s took place %d, but %d was reported before it began"
              .formatted(text, index, operation.floor));
    }
    String other = placeAt.putIfAbsent(index, operation.place);
    if (other != null && !other.equals(operation.place)) {
      throw new Violation("%s and %s are both at %d".formatted(other, operation.place, index));
    }
    register.writes.put(text, new Write(operation, index));
    register.places.put(index, text);
    Map.Entry<Long, Long> around = register.spans.lowerEntry(index);
    if (around != null) {
      mustBeEmpty(register, around.getKey(), around.getValue());
    }
    Long expected = operation.expected;
    if (expected != null) {
      mustBeEmpty(register, expected, index);
      register.spans.put(expected, index);
    }
  }

  /// What a compare-and-set found must still have been there when it wrote.
  private static void mustBeEmpty(Register register, long expected, long index) {
    Map.Entry<Long, String> between = register.places.higherEntry(expected);
    if (between != null && between.getKey() < index) {
      throw new Violation(
          "compare-and-set at %d found the write at %d, but %s at %d came in between"
              .formatted(index, expected, between.getValue(), between.getKey()));
    }
  }

  public synchronized void writeDone(Operation write, long index) {
    acknowledged++;
    placed(write.key, Objects.requireNonNull(write.written), index);
    raise(register(write.key), index);
  }

  /// A compare-and-set was answered that it wrote nothing.
  public synchronized void refused(Operation operation) {
    refused++;
    Register register = register(operation.key);
    String text = Objects.requireNonNull(operation.written);
    Write write = register.writes.get(text);
    if (write != null && write.place != null) {
      throw new Violation("write %s was refused and is at %d".formatted(text, write.place));
    }
    register.writes.remove(text);
    long expected = Objects.requireNonNull(operation.expected);
    boolean another =
        operation.floor > expected
            || register.writes.values().stream()
                .anyMatch(one -> one.place == null || one.place > expected);
    if (operation.floor == expected && !another) {
      throw new Violation(
          "compare-and-set of %s was refused although the write at %d was the newest"
              .formatted(operation.key, expected));
    }
  }

  /// A read saw `text`, which the write at `seen` had written; null and 0 if there was none yet.
  public synchronized void readDone(Operation read, @Nullable String text, long seen) {
    reads++;
    if (text == null ? seen != 0 : seen == 0) {
      throw new Violation("a read of %s saw %s at %d".formatted(read.key, text, seen));
    }
    if (text != null) {
      placed(read.key, text, seen);
    }
    if (seen < read.floor) {
      throw new Violation(
          "stale read of %s: saw the write at %d, but %d was reported before it began"
              .formatted(read.key, seen, read.floor));
    }
    raise(register(read.key), seen);
  }

  private Register register(String key) {
    return registers.computeIfAbsent(key, name -> new Register());
  }

  private static void raise(Register register, long index) {
    register.floor = Math.max(register.floor, index);
  }

  public synchronized long reads() {
    return reads;
  }

  /// Writes, compare-and-sets among them, that were answered with success.
  public synchronized long acknowledged() {
    return acknowledged;
  }

  /// Compare-and-sets that were answered with "another value is there".
  public synchronized long refusals() {
    return refused;
  }
}
