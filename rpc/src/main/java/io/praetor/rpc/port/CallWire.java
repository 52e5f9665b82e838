// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

/// The byte stream under a {@link CallLane}: a socket or a stream of a yamux connection.
interface CallWire {
  /// Runs it on the event loop.
  void execute(Runnable action);

  /// So many bytes were taken; the peer may send as many more.
  void consumed(int bytes);

  /// Answered with {@link CallLane#drained} when it is out.
  void write(byte[] data);

  /// Ends the stream after what was written.
  void finish();

  /// Ends the stream at once.
  void abort();
}
