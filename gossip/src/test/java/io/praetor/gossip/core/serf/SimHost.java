// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.PacketCodec;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.Peer;
import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One agent of a [Simulation]: the core that ships, and what a driver does around it.
public final class SimHost {
  private static final int PORT = 8301;

  final Simulation net;
  public final int index;
  public final String name;
  final Serf serf;
  final InetSocketAddress address;
  private final Map<String, String> tags;
  final List<Seen> events = new ArrayList<>();
  public boolean down;

  /// Until then it does nothing at all, as a process that was stopped.
  long pausedUntil;

  /// Until then its messages wait, those that come as well as those that go; its clock goes on.
  public long heldUntil;

  public long packets;
  public long packetBytes;
  public long streams;
  public long streamBytes;

  private final Map<Long, Consumer<byte @Nullable []>> replies = new HashMap<>();
  private final Set<Long> waiting = new HashSet<>();
  private long ticking = Long.MAX_VALUE;

  /// What happened, where and when.
  record Seen(long at, PoolEvent event) {}

  SimHost(
      Simulation net,
      int index,
      String name,
      Map<String, String> tags,
      SwimOptions swim,
      RandomGenerator random) {
    this.net = net;
    this.index = index;
    this.name = name;
    this.tags = tags;
    byte[] ip = {10, (byte) (index >> 16), (byte) (index >> 8), (byte) index};
    this.serf =
        new Serf(
            new Serf.Setup(
                name,
                Bytes.wrap(ip),
                PORT,
                tags,
                Member.Versions.CONSUL,
                swim,
                SerfOptions.consul(false),
                PoolRules.OPEN,
                KeyControl.NONE,
                Serf.MemberReconnect.STANDARD),
            new Snapshotter(),
            random,
            net.now);
    this.address = Peer.address(Bytes.wrap(ip), PORT);
  }

  /// What it would say of itself when it joins.
  Message.Alive introduction() {
    return new Message.Alive(
        1,
        name,
        Bytes.wrap(address.getAddress().getAddress()),
        PORT,
        Tags.encode(tags),
        Member.Versions.CONSUL.vsn());
  }

  void run(Runnable input) {
    if (down) {
      return;
    }
    if (pausedUntil > net.now) {
      net.at(pausedUntil, () -> run(input));
      return;
    }
    input.run();
    settle();
  }

  /// An input that came over the network.
  private void receive(Runnable input) {
    if (heldUntil > net.now && !down) {
      net.at(heldUntil, () -> receive(input));
    } else {
      run(input);
    }
  }

  void settle() {
    for (PoolEvent event : serf.events()) {
      if (net.keepsEvents) {
        events.add(new Seen(net.now, event));
      }
      net.happened(this, event);
    }
    for (Effect effect : serf.effects()) {
      switch (effect) {
        case Effect.Packet(InetSocketAddress to, byte[] message, boolean _) ->
            sending(() -> packet(to, message));
        case Effect.Exchange(long id, InetSocketAddress to, byte[] message, long timeout) -> {
          waiting.add(id);
          net.at(net.now + timeout, () -> failed(id, "i/o timeout"));
          sending(() -> exchange(id, to, message));
        }
        case Effect.Reply(long stream, byte[] message) -> reply(stream, message);
        case Effect.Close(long stream) -> reply(stream, null);
        case Effect.Log(Effect.Level _, String text) -> net.logged(this, text);
      }
    }
    serf.snapshot().lines();
    schedule();
  }

  private void schedule() {
    long due = serf.deadline();
    if (due >= ticking) {
      return;
    }
    ticking = due;
    net.at(
        due,
        () -> {
          if (ticking == due) {
            ticking = Long.MAX_VALUE;
            run(
                () -> {
                  if (serf.deadline() <= net.now) {
                    serf.tick(net.now);
                  }
                });
          }
        });
  }

  private void sending(Runnable effect) {
    if (heldUntil > net.now) {
      net.at(heldUntil, () -> sending(effect));
    } else if (!down) {
      effect.run();
    }
  }

  private void packet(InetSocketAddress to, byte[] message) {
    packets++;
    packetBytes += message.length;
    SimHost target = net.host(to);
    if (target == null || net.loses(this, target)) {
      return;
    }
    net.at(
        net.now + net.delay(),
        () ->
            target.receive(
                () ->
                    PacketCodec.open(
                        message,
                        Security.NONE,
                        read -> target.serf.message(read, address, net.now))));
  }

  private void failed(long id, String why) {
    if (waiting.remove(id)) {
      run(() -> serf.failed(id, why, net.now));
    }
  }

  /// Streams lose nothing, but need both directions.
  private void exchange(long id, InetSocketAddress to, byte[] message) {
    SimHost target = net.host(to);
    if (target == null || !net.linked(this, target)) {
      return;
    }
    if (target.down) {
      net.at(net.now + net.delay(), () -> failed(id, "connection refused"));
      return;
    }
    streams++;
    streamBytes += message.length;
    long stream = net.nextStream();
    net.at(
        net.now + 2 * net.delay(),
        () ->
            target.receive(
                () -> {
                  target.replies.put(stream, answer -> answered(id, answer));
                  target.serf.stream(stream, message, net.now);
                }));
  }

  private void reply(long stream, byte @Nullable [] message) {
    Consumer<byte @Nullable []> answer = replies.remove(stream);
    if (answer != null) {
      streamBytes += message == null ? 0 : message.length;
      sending(() -> net.at(net.now + net.delay(), () -> answer.accept(message)));
    }
  }

  private void answered(long id, byte @Nullable [] answer) {
    if (answer == null) {
      failed(id, "EOF");
    } else {
      receive(
          () -> {
            if (waiting.remove(id)) {
              serf.answered(id, answer, net.now);
            }
          });
    }
  }

  MemberStatus sees(String other) {
    Member member = serf.member(other);
    return member == null ? MemberStatus.NONE : member.status();
  }

  long alive() {
    return serf.members().stream().filter(m -> m.status() == MemberStatus.ALIVE).count();
  }

  public void join(SimHost other) {
    run(() -> serf.join(other.address, true, error -> {}, net.now));
  }
}
