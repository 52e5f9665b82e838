// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.PushPull;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;

/// One node and what is believed of it.
final class Node {
  private static final int VSN_BYTES = 6;

  final String name;
  Bytes addr;
  int port;
  Bytes meta;
  Bytes vsn;
  long incarnation;
  NodeState state = NodeState.DEAD; // So that the first alive message is a join.
  long changed;
  private InetSocketAddress address;

  Node(Message.Alive alive, long now) {
    name = alive.node();
    addr = alive.addr();
    port = alive.port();
    meta = alive.meta();
    vsn = alive.vsn();
    changed = now;
    address = Peer.address(addr, port);
  }

  void become(NodeState next, long now) {
    state = next;
    changed = now;
  }

  void take(Message.Alive alive) {
    incarnation = alive.incarnation();
    meta = alive.meta();
    if (alive.vsn().size() == VSN_BYTES) {
      vsn = alive.vsn();
    }
    if (!addr.equals(alive.addr()) || port != alive.port()) {
      addr = alive.addr();
      port = alive.port();
      address = Peer.address(addr, port);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  Message.Alive alive() {
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
