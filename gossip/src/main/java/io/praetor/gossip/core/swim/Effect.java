// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import java.net.InetSocketAddress;

/// What the driver is to do after an input, in order.
public sealed interface Effect {
  /// Sends a packet, which is not wrapped yet.
  ///
  /// @param checksum whether the receiver understands one
  record Packet(InetSocketAddress to, byte[] message, boolean checksum) implements Effect {}

  /// Opens a stream, sends the message, reads the answer, and reports it or the failure under `id`.
  ///
  /// @param timeout nanoseconds for all of it
  record Exchange(long id, InetSocketAddress to, byte[] message, long timeout) implements Effect {}

  /// Answers on the stream that a peer opened, and closes it.
  record Reply(long stream, byte[] message) implements Effect {}

  /// Closes the stream that a peer opened without an answer.
  record Close(long stream) implements Effect {}

  /// Something an operator may want to read.
  record Log(Level level, String text) implements Effect {}

  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
