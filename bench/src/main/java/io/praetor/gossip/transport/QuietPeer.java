// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import io.netty.channel.EventLoopGroup;
import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.PacketCodec;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.serf.KeyControl;
import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.PoolEvent;
import io.praetor.gossip.core.serf.PoolRules;
import io.praetor.gossip.core.serf.Serf;
import io.praetor.gossip.core.serf.SerfOptions;
import io.praetor.gossip.core.serf.Snapshotter;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.wire.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One member that does nothing but be there: the core, and a real port. What it sends to another one
/// of its kind goes there in memory; everybody else meets the port. Belongs to the thread of its peers.
final class QuietPeer {
  final InetSocketAddress address;
  final Serf serf;
  private final QuietPeers all;
  private final Sockets sockets;

  /// Streams that others of our kind opened, by our number for them, which is negative.
  private final Map<Long, Opened> opened = new HashMap<>();

  private long lastOpened;

  private record Opened(QuietPeer by, long id) {}

  QuietPeer(
      QuietPeers all,
      int number,
      InetSocketAddress address,
      EventLoopGroup loops,
      RandomGenerator random)
      throws IOException {
    this.all = all;
    this.address = address;
    this.sockets =
        new Sockets(
            loops,
            address,
            new Arrivals(),
            () -> Security.NONE,
            random,
            SwimOptions.lan().tcpTimeout());
    this.serf =
        new Serf(
            new Serf.Setup(
                "peer-" + number,
                Bytes.wrap(address.getAddress().getAddress()),
                address.getPort(),
                tags(number),
                Member.Versions.CONSUL,
                SwimOptions.lan(),
                SerfOptions.consul(true),
                PoolRules.OPEN,
                KeyControl.NONE,
                Serf.MemberReconnect.STANDARD),
            new Snapshotter(),
            random,
            all.now());
  }

  /// Those of a client agent of Consul 1.22.5.
  private static Map<String, String> tags(int number) {
    return Map.of(
        "role",
        "node",
        "dc",
        "dc1",
        "segment",
        "",
        "id",
        String.format("00000000-0000-4000-8000-%012x", number),
        "vsn",
        "2",
        "vsn_min",
        "2",
        "vsn_max",
        "3",
        "build",
        "1.22.5:",
        "acls",
        "0");
  }

  /// One input, and what follows from it.
  void input(Runnable input) {
    input.run();
    for (Effect effect : serf.effects()) {
      switch (effect) {
        case Effect.Packet(InetSocketAddress to, byte[] message, boolean checksum) -> {
          QuietPeer peer = all.at(to);
          if (peer == null) {
            sockets.send(to, message, checksum);
          } else {
            all.later(() -> peer.packet(message, address));
          }
        }
        case Effect.Exchange(long id, InetSocketAddress to, byte[] message, long timeout) -> {
          QuietPeer peer = all.at(to);
          if (peer == null) {
            sockets.exchange(id, to, message, timeout);
          } else {
            all.later(() -> peer.opened(this, id, message));
          }
        }
        case Effect.Reply(long stream, byte[] message) -> {
          Opened by = opened.remove(stream);
          if (by == null) {
            sockets.reply(stream, message);
          } else {
            all.later(
                () -> by.by().input(() -> by.by().serf.answered(by.id(), message, all.now())));
          }
        }
        case Effect.Close(long stream) -> {
          Opened by = opened.remove(stream);
          if (by == null) {
            sockets.close(stream);
          } else {
            all.later(() -> by.by().input(() -> by.by().serf.failed(by.id(), "EOF", all.now())));
          }
        }
        case Effect.Log(Effect.Level level, String text) -> {
          if (level.compareTo(Effect.Level.WARN) >= 0) {
            System.err.println(address + ": " + text);
          }
        }
      }
    }
    for (PoolEvent event : serf.events()) {
      if (event instanceof PoolEvent.Failed(Member member)) {
        System.err.println(address + ": took " + member.name() + " for failed");
      }
    }
    // What would go to the snapshot's file.
    @Nullable String _ = serf.snapshot().lines();
  }

  private void packet(byte[] message, InetSocketAddress from) {
    List<Message> messages = new ArrayList<>();
    PacketCodec.open(message, Security.NONE, messages::add);
    input(() -> messages.forEach(one -> serf.message(one, from, all.now())));
  }

  private void opened(QuietPeer by, long id, byte[] message) {
    long stream = --lastOpened;
    opened.put(stream, new Opened(by, id));
    input(() -> serf.stream(stream, message, all.now()));
  }

  void close() {
    sockets.close();
  }

  private final class Arrivals implements Sockets.Receiver {
    @Override
    public void packet(List<Message> messages, InetSocketAddress from) {
      all.run(() -> input(() -> messages.forEach(one -> serf.message(one, from, all.now()))));
    }

    @Override
    public void stream(long id, byte[] message) {
      all.run(() -> input(() -> serf.stream(id, message, all.now())));
    }

    @Override
    public void answered(long id, byte[] message) {
      all.run(() -> input(() -> serf.answered(id, message, all.now())));
    }

    @Override
    public void failed(long id, String why) {
      all.run(() -> input(() -> serf.failed(id, why, all.now())));
    }
  }
}
