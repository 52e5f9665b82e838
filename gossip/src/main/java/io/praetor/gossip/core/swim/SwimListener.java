// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.wire.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The layer above, called within an input.
public interface SwimListener {
  void joined(Peer peer);

  /// It died, or left: see its state.
  void left(Peer peer);

  /// Its meta data changed.
  void updated(Peer peer);

  /// Another node claims a name that is taken by one at a different address.
  void conflict(Peer existing, Peer other);

  /// Why a node may not be in this pool, or null.
  @Nullable String refuseAlive(Peer peer);

  /// Why the members of another pool may not join this one, or null.
  @Nullable String refuseMerge(List<Peer> peers);

  void userMessage(Bytes message);

  /// Messages to ride on a packet: at most `room` bytes when each costs `overhead` more.
  List<byte[]> broadcasts(int overhead, int room);

  /// Whether [#broadcasts] would have something for a packet with much room.
  boolean hasBroadcasts();

  /// The layer's part of a push/pull.
  Bytes localState(boolean join);

  void mergeRemoteState(Bytes state, boolean join);

  /// What our acks carry; nil for nothing.
  Bytes ackPayload();

  /// A node answered a direct ping after `rtt` nanoseconds.
  void pinged(Peer peer, long rtt, Bytes payload);
}
