// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks that reads and writes of registers are linearizable. The log gives every write its place
/// (its index), and a read the place of the write that it saw, so one order of all operations is
/// known; it is a linearization if no operation comes before one that had ended when it began. An
/// operation must therefore be past the floor: the highest place that any operation on its
/// register had reached and reported when it was invoked.
final class History {
  /// An operation under way.
  record Operation(String key, @Nullable String written, long floor) {}

  private final Map<String, Long> floors = new HashMap<>();
  private final Map<String, Operation> writes = new HashMap<>();
  private long reads;
  private long acknowledged;

  Operation invokeWrite(String key, String text) {
    Operation operation = new Operation(key, text, floors.getOrDefault(key, 0L));
    writes.put(text, operation);
    return operation;
  }

  Operation invokeRead(String key) {
    return new Operation(key, null, floors.getOrDefault(key, 0L));
  }

  /// Called when a write is applied somewhere, whether or not its caller still waits.
  void applied(String text, long index) {
    Operation write = writes.get(text);
    if (write != null && index <= write.floor) {
      throw new Violation(
          "write %s took place %d, but %d was reported before it began"
              .formatted(text, index, write.floor));
    }
  }

  void writeDone(Operation write, long index) {
    acknowledged++;
    raise(write.key, index);
  }

  void readDone(Operation read, long seen) {
    reads++;
    if (seen < read.floor) {
      throw new Violation(
          "stale read of %s: saw the write at %d, but %d was reported before it began"
              .formatted(read.key, seen, read.floor));
    }
    raise(read.key, seen);
  }

  private void raise(String key, long index) {
    floors.merge(key, index, Math::max);
  }

  long reads() {
    return reads;
  }

  long acknowledged() {
    return acknowledged;
  }
}
