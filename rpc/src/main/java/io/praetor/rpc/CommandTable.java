// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.store.WriteTxn;
import io.praetor.wire.Msgpack;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Commands by their type byte: from a log entry's bytes to a change of the tables, and back.
/// Immutable.
public final class CommandTable {
  private static final int IGNORE_UNKNOWN = 0x80;

  private final @Nullable Command<?>[] byType = new Command<?>[IGNORE_UNKNOWN];

  public CommandTable(List<Command<?>> commands) {
    for (Command<?> command : commands) {
      if (byType[command.type()] != null) {
        throw new IllegalArgumentException("two commands of type " + command.type());
      }
      byType[command.type()] = command;
    }
  }

  /// The data of a log entry for this command.
  public static <C> byte[] encode(Command<C> command, C body) {
    byte[] packed = Msgpack.write(command.body(), body);
    byte[] entry = new byte[packed.length + 1];
    entry[0] = command.typeByte();
    System.arraycopy(packed, 0, entry, 1, packed.length);
    return entry;
  }

  /// Applies a log entry's data and answers the command's result; null when the entry is of a kind
  /// that may be skipped.
  ///
  /// @throws IllegalStateException when the entry cannot be understood: the server must stop, because
  ///     skipping it would make its state differ from that of the others
  public @Nullable Object apply(WriteTxn txn, long index, byte[] entry) {
    if (entry.length == 0) {
      throw new IllegalStateException("log entry " + index + " is empty");
    }
    int type = entry[0] & (IGNORE_UNKNOWN - 1);
    Command<?> command = byType[type];
    if (command == null) {
      if ((entry[0] & IGNORE_UNKNOWN) != 0) {
        return null;
      }
      throw new IllegalStateException(
          "log entry "
              + index
              + " is of the unknown type "
              + type
              + "; it was written by a newer server, upgrade this one");
    }
    return applyAs(command, txn, index, entry);
  }

  private static <C> Object applyAs(Command<C> command, WriteTxn txn, long index, byte[] entry) {
    C body = Msgpack.read(command.body(), java.util.Arrays.copyOfRange(entry, 1, entry.length));
    return Objects.requireNonNull(command.application().apply(txn, index, body));
  }
}
