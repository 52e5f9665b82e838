// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import io.praetor.raft.SnapshotSource;
import io.praetor.raft.StateMachine;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A few registers. Each remembers which entry wrote it, so that a reader can tell how fresh its
/// value is.
final class SimMachine implements StateMachine {
  record Value(String text, long index) {
    static final Value NONE = new Value("", 0);
  }

  private final Map<String, Value> registers = new TreeMap<>();

  static byte[] write(String key, String text) {
    return (key + "=" + text).getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] command) {
    String both = new String(command, StandardCharsets.UTF_8);
    return both.substring(both.indexOf('=') + 1);
  }

  static String key(byte[] command) {
    String both = new String(command, StandardCharsets.UTF_8);
    return both.substring(0, both.indexOf('='));
  }

  Value read(String key) {
    return registers.getOrDefault(key, Value.NONE);
  }

  Map<String, Value> registers() {
    return registers;
  }

  @Override
  public @Nullable Object apply(long index, long term, byte[] command) {
    String both = new String(command, StandardCharsets.UTF_8);
    int cut = both.indexOf('=');
    registers.put(both.substring(0, cut), new Value(both.substring(cut + 1), index));
    return index;
  }

  @Override
  public SnapshotSource snapshot() {
    Map<String, Value> frozen = new TreeMap<>(registers);
    return out -> {
      DataOutputStream data = new DataOutputStream(out);
      data.writeInt(frozen.size());
      for (Map.Entry<String, Value> one : frozen.entrySet()) {
        data.writeUTF(one.getKey());
        data.writeUTF(one.getValue().text());
        data.writeLong(one.getValue().index());
      }
      data.flush();
    };
  }

  @Override
  public void restore(InputStream state, long index, long term) throws IOException {
    registers.clear();
    DataInputStream data = new DataInputStream(state);
    for (int left = data.readInt(); left > 0; left--) {
      registers.put(data.readUTF(), new Value(data.readUTF(), data.readLong()));
    }
  }
}
