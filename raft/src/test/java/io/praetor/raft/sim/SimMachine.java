// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import io.praetor.raft.SnapshotSource;
import io.praetor.raft.StateMachine;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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

  /// In a state that an operator restores: the place is where it is restored.
  private static final long RESTORED = -1;

  private final Map<String, Value> registers = new TreeMap<>();

  /// Of everything ever applied, so that what is missed shows at the end although the registers have
  /// been written since.
  private long digest;

  /// A state to be restored, as a snapshot.
  static byte[] saved(Map<String, String> textByKey) {
    Map<String, Value> values = new TreeMap<>();
    textByKey.forEach((key, text) -> values.put(key, new Value(text, RESTORED)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(values, textByKey.hashCode(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

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

  long digest() {
    return digest;
  }

  @Override
  public @Nullable Object apply(long index, long term, byte[] command) {
    String both = new String(command, StandardCharsets.UTF_8);
    int cut = both.indexOf('=');
    digest = 31 * digest + both.hashCode();
    registers.put(both.substring(0, cut), new Value(both.substring(cut + 1), index));
    return index;
  }

  @Override
  public SnapshotSource snapshot() {
    Map<String, Value> frozen = new TreeMap<>(registers);
    long frozenDigest = digest;
    return out -> write(frozen, frozenDigest, out);
  }

  private static void write(Map<String, Value> values, long digest, OutputStream out)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(digest);
    data.writeInt(values.size());
    for (Map.Entry<String, Value> one : values.entrySet()) {
      data.writeUTF(one.getKey());
      data.writeUTF(one.getValue().text());
      data.writeLong(one.getValue().index());
    }
    data.flush();
  }

  @Override
  public void restore(InputStream state, long index, long term) throws IOException {
    registers.clear();
    DataInputStream data = new DataInputStream(state);
    digest = data.readLong();
    for (int left = data.readInt(); left > 0; left--) {
      String key = data.readUTF();
      String text = data.readUTF();
      long place = data.readLong();
      registers.put(key, new Value(text, place == RESTORED ? index : place));
    }
  }
}
