// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;

/// What one memberlist message says, wrappers taken off. Addresses are 4 or 16 bytes as they came;
/// `seqNo` and `incarnation` are unsigned 32-bit numbers.
public sealed interface Message {
  /// Go's `uint32`.
  Codec<Long> UINT32 =
      Codecs.of((out, v) -> out.uint64(v), in -> in.uint64(32, "uint32"), 0L, v -> v == 0);

  /// Go's `uint16`.
  Codec<Integer> UINT16 =
      Codecs.of((out, v) -> out.uint64(v), in -> (int) in.uint64(16, "uint16"), 0, v -> v == 0);

  /// Asks for an ack; `node` guards against an address that changed hands. The answer goes to the
  /// source when one is given, else to where the packet came from.
  record Ping(long seqNo, String node, Bytes sourceAddr, int sourcePort, String sourceNode)
      implements Message {
    public static final Struct<Ping> CODEC =
        Struct.<Ping>named("ping")
            .field("SeqNo", UINT32, Ping::seqNo)
            .field("Node", STRING, Ping::node)
            .omitEmptyEverywhere("SourceAddr", BYTES, Ping::sourceAddr)
            .omitEmptyEverywhere("SourcePort", UINT16, Ping::sourcePort)
            .omitEmptyEverywhere("SourceNode", STRING, Ping::sourceNode)
            .build(v -> new Ping(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
  }

  /// Asks the receiver to ping `node` at `target` and to pass the ack on.
  record IndirectPing(
      long seqNo,
      Bytes target,
      int port,
      String node,
      boolean nack,
      Bytes sourceAddr,
      int sourcePort,
      String sourceNode)
      implements Message {
    public static final Struct<IndirectPing> CODEC =
        Struct.<IndirectPing>named("indirectPingReq")
            .field("SeqNo", UINT32, IndirectPing::seqNo)
            .field("Target", BYTES, IndirectPing::target)
            .field("Port", UINT16, IndirectPing::port)
            .field("Node", STRING, IndirectPing::node)
            .field("Nack", BOOL, IndirectPing::nack)
            .omitEmptyEverywhere("SourceAddr", BYTES, IndirectPing::sourceAddr)
            .omitEmptyEverywhere("SourcePort", UINT16, IndirectPing::sourcePort)
            .omitEmptyEverywhere("SourceNode", STRING, IndirectPing::sourceNode)
            .build(
                v ->
                    new IndirectPing(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                        v.get(7)));
  }

  /// `payload` is nil unless it answers a UDP ping directly.
  record Ack(long seqNo, Bytes payload) implements Message {
    public static final Struct<Ack> CODEC =
        Struct.<Ack>named("ackResp")
            .field("SeqNo", UINT32, Ack::seqNo)
            .field("Payload", BYTES, Ack::payload)
            .build(v -> new Ack(v.get(0), v.get(1)));
  }

  record Nack(long seqNo) implements Message {
    public static final Struct<Nack> CODEC =
        Struct.<Nack>named("nackResp")
            .field("SeqNo", UINT32, Nack::seqNo)
            .build(v -> new Nack(v.get(0)));
  }

  record Suspect(long incarnation, String node, String from) implements Message {
    public static final Struct<Suspect> CODEC =
        Struct.<Suspect>named("suspect")
            .field("Incarnation", UINT32, Suspect::incarnation)
            .field("Node", STRING, Suspect::node)
            .field("From", STRING, Suspect::from)
            .build(v -> new Suspect(v.get(0), v.get(1), v.get(2)));
  }

  record Alive(long incarnation, String node, Bytes addr, int port, Bytes meta, Bytes vsn)
      implements Message {
    public static final Struct<Alive> CODEC =
        Struct.<Alive>named("alive")
            .field("Incarnation", UINT32, Alive::incarnation)
            .field("Node", STRING, Alive::node)
            .field("Addr", BYTES, Alive::addr)
            .field("Port", UINT16, Alive::port)
            .field("Meta", BYTES, Alive::meta)
            .field("Vsn", BYTES, Alive::vsn)
            .build(v -> new Alive(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
  }

  /// `from` is `node` itself when it left on purpose.
  record Dead(long incarnation, String node, String from) implements Message {
    public static final Struct<Dead> CODEC =
        Struct.<Dead>named("dead")
            .field("Incarnation", UINT32, Dead::incarnation)
            .field("Node", STRING, Dead::node)
            .field("From", STRING, Dead::from)
            .build(v -> new Dead(v.get(0), v.get(1), v.get(2)));
  }

  /// A message of the layer above. In packets the bytes follow the type byte as they are; in
  /// streams their length is told first.
  record User(Bytes data) implements Message {}

  /// The refusal of a stream.
  record Err(String error) implements Message {
    public static final Struct<Err> CODEC =
        Struct.<Err>named("errResp")
            .field("Error", STRING, Err::error)
            .build(v -> new Err(v.get(0)));
  }
}
