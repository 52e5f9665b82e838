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
import org.jspecify.annotations.Nullable;

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

    // A big pool's state is mostly these, so both ways there is a short cut for the form in which
    // they
    // always come: all fields, in the order of their names.
    private static final Bytes ADDR = key(7, "Addr");
    private static final Bytes INCARNATION = key(0, "Incarnation");
    private static final Bytes META = key(0, "Meta");
    private static final Bytes NAME = key(0, "Name");
    private static final Bytes PORT = key(0, "Port");
    private static final Bytes STATE = key(0, "State");
    private static final Bytes VSN = key(0, "Vsn");

    private static Bytes key(int fields, String name) {
      MsgpackEncoder out = new MsgpackEncoder(MsgpackEncoder.Flavor.SIGNED);
      if (fields > 0) {
        out.beginMap(fields);
      }
      out.key(name);
      return Bytes.wrap(out.toByteArray());
    }

    void write(MsgpackEncoder out) {
      out.encoded(ADDR);
      out.bytes(addr);
      out.encoded(INCARNATION);
      out.uint64(incarnation);
      out.encoded(META);
      out.bytes(meta);
      out.encoded(NAME);
      out.string(name);
      out.encoded(PORT);
      out.uint64(port);
      out.encoded(STATE);
      out.int64(state);
      out.encoded(VSN);
      out.bytes(vsn);
    }

    static Node read(MsgpackDecoder in) {
      int start = in.position();
      Node node = shortCut(in);
      if (node != null) {
        return node;
      }
      in.position(start);
      return CODEC.read(in);
    }

    private static @Nullable Node shortCut(MsgpackDecoder in) {
      if (!in.passes(ADDR)) {
        return null;
      }
      Bytes addr = BYTES.read(in);
      if (!in.passes(INCARNATION)) {
        return null;
      }
      long incarnation = in.uint64(32, "uint32");
      if (!in.passes(META)) {
        return null;
      }
      Bytes meta = BYTES.read(in);
      if (!in.passes(NAME)) {
        return null;
      }
      String name = STRING.read(in);
      if (!in.passes(PORT)) {
        return null;
      }
      int port = (int) in.uint64(16, "uint16");
      if (!in.passes(STATE)) {
        return null;
      }
      int state = INT.read(in);
      return in.passes(VSN)
          ? new Node(name, addr, port, meta, incarnation, state, BYTES.read(in))
          : null;
    }
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
      node.write(out);
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
        nodes.add(Node.read(in));
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
