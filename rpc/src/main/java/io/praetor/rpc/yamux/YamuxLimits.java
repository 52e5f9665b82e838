// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

import java.time.Duration;

/// The bounds of a session.
///
/// @param maxStreams open at once; the peer's further ones are reset
/// @param window bytes that the peer may send on a stream before they are consumed
/// @param maxUnacknowledged own streams that the peer has not yet taken
/// @param keepAlive between pings
/// @param answerWithin for the answer to a ping
/// @param openWithin for the peer to take a stream
/// @param closeWithin for the peer to end a stream that is ended here
/// @param stallWithin for the peer to take at least a byte of what is queued on a stream
public record YamuxLimits(
    int maxStreams,
    int window,
    int maxUnacknowledged,
    Duration keepAlive,
    Duration answerWithin,
    Duration openWithin,
    Duration closeWithin,
    Duration stallWithin) {

  /// Consul's figures. It sets no bound on streams; a client agent has one for each query that waits.
  public static final YamuxLimits CONSUL =
      new YamuxLimits(
          8192,
          256 * 1024,
          256,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofMinutes(5),
          Duration.ofSeconds(75));
}
