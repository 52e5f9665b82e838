// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.PushPull;
import io.praetor.gossip.core.table.Named;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;

/// One node and what is believed of it.
///
/// @param address `addr` and `port`, made once for all packets
/// @param changed since when it has been in this state
record Node(
    String name,
    Bytes addr,
    int port,
    Bytes meta,
    Bytes vsn,
    InetSocketAddress address,
    long incarnation,
    NodeState state,
    long changed)
    implements Named {
  private static final int VSN_BYTES = 6;

  /// Heard of for the first time. It counts as dead, so that the alive message that tells of it is a
  /// join.
  static Node heardOf(Message.Alive alive, long now) {
    return new Node(
        alive.node(),
        alive.addr(),
        alive.port(),
        alive.meta(),
        alive.vsn(),
        Peer.address(alive.addr(), alive.port()),
        0,
        NodeState.DEAD,
        now);
  }

  Node become(long newIncarnation, NodeState next, long now) {
    return new Node(name, addr, port, meta, vsn, address, newIncarnation, next, now);
  }

  Node withIncarnation(long newIncarnation) {
    return new Node(name, addr, port, meta, vsn, address, newIncarnation, state, changed);
  }

  Node alive(Message.Alive alive, long now) {
    boolean moved = !addr.equals(alive.addr()) || port != alive.port();
    return new Node(
        name,
        moved ? alive.addr() : addr,
        alive.port(),
        alive.meta(),
        alive.vsn().size() == VSN_BYTES ? alive.vsn() : vsn,
        moved ? Peer.address(alive.addr(), alive.port()) : address,
        alive.incarnation(),
        NodeState.ALIVE,
        state == NodeState.ALIVE ? changed : now);
  }

  Message.Alive message() {
    return new Message.Alive(incarnation, name, addr, port, meta, vsn);
  }

  Peer peer() {
    return new Peer(name, addr, port, meta, vsn, state);
  }

  PushPull.Node pushed() {
    return new PushPull.Node(name, addr, port, meta, incarnation, state.number(), vsn);
  }

  int protocolMax() {
    return vsn.size() > 1 ? vsn.at(1) & 0xff : 0;
  }
}
