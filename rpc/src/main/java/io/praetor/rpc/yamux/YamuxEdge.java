// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

/// What a session does to the world. Called on the session's one thread, which may call the session
/// back.
public interface YamuxEdge {
  /// Whether the transport takes more data now. When it does again, {@link YamuxSession#pump} is to
  /// be called.
  boolean writable();

  /// Sends a header and, after it, `body` from `from` to `to`. Both arrays stay as they are.
  void send(byte[] header, byte[] body, int from, int to);

  /// The peer opened a stream.
  void opened(int stream);

  /// To be answered with {@link YamuxSession#consumed}, at once or later.
  void data(int stream, byte[] data);

  /// The peer sends no more on this stream.
  void ended(int stream);

  /// Everything written to the stream was given to the transport.
  void drained(int stream);

  /// The stream is gone, by the peer's will or because it stalled. Nothing more is said of it. Not
  /// called for streams that the session's owner reset, nor when the session closes.
  void reset(int stream);

  /// The session is over and is to be closed; nothing is sent after it.
  void closed(String reason);
}
