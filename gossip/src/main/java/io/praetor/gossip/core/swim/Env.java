// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What the parts of the machine share: who we are, the time of the current input, and where effects
/// go.
final class Env {
  /// Below this a piggyback is not worth its type byte and length.
  private static final int USER_OVERHEAD = 1;

  private static final int QUEUE = 8192;

  final String self;
  final SwimOptions options;
  final SwimListener listener;
  final RandomGenerator random;
  final Nodes nodes;
  final BroadcastQueue queue = new BroadcastQueue(QUEUE);
  final Awareness awareness;
  long now;
  private long lastSeqNo;
  private long lastStream;
  private List<Effect> effects = new ArrayList<>();

  Env(String self, SwimOptions options, SwimListener listener, RandomGenerator random, long now) {
    this.self = self;
    this.options = options;
    this.listener = listener;
    this.random = random;
    this.nodes = new Nodes(random);
    this.awareness = new Awareness(options.awarenessMax());
    this.now = now;
  }

  List<Effect> drain() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> drained = effects;
    effects = new ArrayList<>();
    return drained;
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  void log(Effect.Level level, String text) {
    emit(new Effect.Log(level, text));
  }

  Node me() {
    Node node = nodes.get(self);
    if (node == null) {
      throw new IllegalStateException("not started");
    }
    return node;
  }

  long nextSeqNo() {
    lastSeqNo = (lastSeqNo + 1) & 0xffff_ffffL;
    return lastSeqNo;
  }

  long nextStream() {
    return ++lastStream;
  }

  Message.Ping ping(long seqNo, String node) {
    Node me = me();
    return new Message.Ping(seqNo, node, me.addr(), me.port(), self);
  }

  /// Sends to an address, with as many broadcasts as fit beside it.
  void send(InetSocketAddress to, Message message) {
    byte[] encoded = Messages.encode(message);
    List<byte[]> company = broadcasts(room() - encoded.length - Messages.PART_OVERHEAD);
    if (company.isEmpty()) {
      emit(new Effect.Packet(to, encoded, false));
      return;
    }
    List<byte[]> all = new ArrayList<>(company.size() + 1);
    all.add(encoded);
    all.addAll(company);
    for (byte[] packet : Messages.compounds(all)) {
      emit(new Effect.Packet(to, packet, false));
    }
  }

  /// Sends to a node that is known, without company.
  void sendAlone(Node to, byte[] packet) {
    emit(new Effect.Packet(to.address(), packet, to.protocolMax() >= 5));
  }

  int room() {
    return options.packetRoom() - options.wrappingOverhead() - Messages.COMPOUND_OVERHEAD;
  }

  /// Broadcasts of both layers that fit into `room` bytes.
  List<byte[]> broadcasts(int room) {
    int limit = Formulas.retransmitLimit(options.retransmitMult(), nodes.size());
    List<byte[]> taken = new ArrayList<>(queue.take(Messages.PART_OVERHEAD, room, limit));
    int left = room;
    for (byte[] message : taken) {
      left -= message.length + Messages.PART_OVERHEAD;
    }
    int overhead = Messages.PART_OVERHEAD + USER_OVERHEAD;
    if (left > overhead) {
      for (byte[] message : listener.broadcasts(overhead, left)) {
        taken.add(Messages.encode(new Message.User(Bytes.wrap(message))));
      }
    }
    return taken;
  }
}
