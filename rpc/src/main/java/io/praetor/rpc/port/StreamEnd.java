// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

/// Who uses a stream of a yamux connection. Called on the connection's event loop.
interface StreamEnd {
  /// To be answered with {@link YamuxConnection#consumed} when the bytes have been used.
  void data(byte[] bytes);

  /// The peer sends no more.
  void ended();

  /// All that was written has been given to the transport.
  void drained();

  /// The stream is gone, or the connection with it. The last call.
  void lost(String reason);
}
