// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Bytes;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;
import io.praetor.wire.Struct;
import java.util.ArrayList;
import java.util.List;

/// The whole state that two nodes exchange over a stream.
///
/// @param userState what the layer above adds
public record PushPull(boolean join, List<Node> nodes, Bytes userState) {
  /// What one node is believed to be.
  ///
  /// @param state 0 alive, 1 suspect, 2 dead, 3 left
  public record Node(
      String name, Bytes addr, int port, Bytes meta, long incarnation, int state, Bytes vsn) {
    static final Struct<Node> CODEC =
        Struct.<Node>named("pushNodeState")
            .field("Name", STRING, Node::name)
            .field("Addr", BYTES, Node::addr)
            .field("Port", Message.UINT16, Node::port)
            .field("Meta", BYTES, Node::meta)
            .field("Incarnation", Message.UINT32, Node::incarnation)
            .field("State", INT, Node::state)
            .field("Vsn", BYTES, Node::vsn)
            .build(
                v ->
                    new Node(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
  }

  record Header(int nodes, int userStateLen, boolean join) {
    static final Struct<Header> CODEC =
        Struct.<Header>named("pushPullHeader")
            .field("Nodes", INT, Header::nodes)
            .field("UserStateLen", INT, Header::userStateLen)
            .field("Join", BOOL, Header::join)
            .build(v -> new Header(v.get(0), v.get(1), v.get(2)));
  }

  public PushPull {
    nodes = List.copyOf(nodes);
  }

  /// With the type byte, without wrappers.
  public byte[] encode() {
    MsgpackEncoder out = new MsgpackEncoder(MsgpackEncoder.Flavor.SIGNED);
    out.putByte(MessageType.PUSH_PULL);
    Header.CODEC.write(out, new Header(nodes.size(), userState.size(), join));
    for (Node node : nodes) {
      Node.CODEC.write(out, node);
    }
    out.encoded(userState);
    return out.toByteArray();
  }

  /// From the type byte to the end.
  ///
  /// @throws PacketException when it is malformed or says more than is there
  public static PushPull decode(byte[] data) {
    MsgpackDecoder in = new MsgpackDecoder(data, 1, data.length, Decoder.Unknown.IGNORE);
    try {
      Header header = Header.CODEC.read(in);
      if (header.nodes() < 0 || header.nodes() > data.length) {
        throw new PacketException("push/pull of " + header.nodes() + " nodes is not possible");
      }
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < header.nodes(); i++) {
        nodes.add(Node.CODEC.read(in));
      }
      int from = in.position();
      int length = header.userStateLen();
      if (length < 0 || length > data.length - from) {
        throw new PacketException("push/pull is shorter than its user state");
      }
      return new PushPull(header.join(), nodes, Bytes.copyOf(data, from, from + length));
    } catch (DecodeException e) {
      throw new PacketException("malformed push/pull: " + e.getMessage());
    }
  }
}
