// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.SnapshotSource;
import io.praetor.raft.StateMachine;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A state machine that remembers every command in order and answers with how many there are.
public final class RegisterMachine implements StateMachine {
  private final List<String> commands = new ArrayList<>();
  private int restores;

  /// Waits until a snapshot has replaced everything.
  public synchronized void awaitRestore() throws InterruptedException {
    while (restores == 0) {
      wait();
    }
  }

  /// How often a snapshot replaced everything.
  public synchronized int restores() {
    return restores;
  }

  /// Waits until at least that many commands are here.
  public synchronized void await(int count) throws InterruptedException {
    while (commands.size() < count) {
      wait();
    }
  }

  public synchronized List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  public synchronized @Nullable Object apply(long index, long term, byte[] command) {
    commands.add(new String(command, StandardCharsets.UTF_8));
    notifyAll();
    return commands.size();
  }

  @Override
  public SnapshotSource snapshot() {
    List<String> frozen = commands();
    return out -> {
      DataOutputStream data = new DataOutputStream(out);
      data.writeInt(frozen.size());
      for (String command : frozen) {
        data.writeUTF(command);
      }
      data.flush();
    };
  }

  @Override
  public synchronized void restore(InputStream state, long index, long term) throws IOException {
    DataInputStream data = new DataInputStream(state);
    restores++;
    commands.clear();
    for (int left = data.readInt(); left > 0; left--) {
      commands.add(data.readUTF());
    }
    notifyAll();
  }
}
