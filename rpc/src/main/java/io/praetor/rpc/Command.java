// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.store.WriteTxn;
import io.praetor.wire.Codec;

/// One kind of replicated command: the type byte and body of a log entry, and how it changes the
/// tables. The whole list is {@link Commands}.
///
/// @param type Consul's message type without flags, 0 to 63
/// @param ignorable written with the bit 0x80: a server that does not know the type skips it
public record Command<C>(
    int type, boolean ignorable, String name, Codec<C> body, Application<C> application) {

  /// Changes the tables. A pure function of the tables, the index and the body, so that every server
  /// comes to the same state; a body that cannot be applied answers an {@link ApplyError} and leaves
  /// the tables alone.
  @FunctionalInterface
  public interface Application<C> {
    Object apply(WriteTxn txn, long index, C body);
  }

  /// The result of commands that have nothing to tell.
  public static final Object DONE = true;

  /// The first byte of the log entry.
  public byte typeByte() {
    return (byte) (ignorable ? type | 0x80 : type);
  }
}
