// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A pool of many members with a real port each, in one process with one thread, for an agent to be
/// measured in. They know of each other from the start. Run by `bench/pool`:
///
///     java … io.praetor.gossip.transport.QuietPeers COUNT NETWORK
///
/// The members are 127.NETWORK.1.1 and up, 250 to a third number, all on port 8301. The program says
/// `ready` when they are there, and ends with its standard input.
public final class QuietPeers {
  private static final int PORT = 8301;
  private static final int PER_NETWORK = 250;
  private static final int TICK_MILLIS = 10;

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = loops.next();
  private final long base = System.nanoTime();
  private final List<QuietPeer> peers = new ArrayList<>();
  private final Map<InetSocketAddress, QuietPeer> byAddress = new HashMap<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  private QuietPeers(int count, int network) throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      String host = "127." + network + "." + (i / PER_NETWORK + 1) + "." + (i % PER_NETWORK + 1);
      InetSocketAddress address = new InetSocketAddress(host, PORT);
      QuietPeer peer = new QuietPeer(this, i + 1, address, loops, random);
      peers.add(peer);
      byAddress.put(address, peer);
    }
  }

  public static void main(String[] args) throws Exception {
    QuietPeers peers = new QuietPeers(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    peers.loop.submit(peers::meet).get();
    peers.loop.scheduleWithFixedDelay(
        () -> peers.run(peers::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Whoever started us holds our input open for as long as we are to stay.
    }
    peers.peers.forEach(QuietPeer::close);
    peers.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  long now() {
    return System.nanoTime() - base;
  }

  @Nullable QuietPeer at(InetSocketAddress address) {
    return byAddress.get(address);
  }

  /// Runs on the peers' thread, after what is under way.
  void later(Runnable work) {
    waiting.add(work);
  }

  /// Runs on the peers' thread, with all that follows.
  void run(Runnable work) {
    if (loop.inEventLoop()) {
      work.run();
      for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
        next.run();
      }
    } else {
      loop.execute(() -> run(work));
    }
  }

  /// All join the first; then each knows what it knows, and nobody has anything to tell.
  private void meet() {
    QuietPeer first = peers.getFirst();
    List<QuietPeer> others = peers.subList(1, peers.size());
    for (QuietPeer other : others) {
      run(() -> other.input(() -> other.serf.join(first.address, true, this::joined, now())));
    }
    for (QuietPeer other : others) {
      other.serf.adopt(first.serf, now());
      other.input(() -> {});
    }
    if (!others.isEmpty()) {
      first.serf.adopt(others.getFirst().serf, now());
      first.input(() -> {});
    }
  }

  private void joined(@Nullable String error) {
    if (error != null) {
      throw new IllegalStateException(error);
    }
  }

  private void tick() {
    long now = now();
    for (QuietPeer peer : peers) {
      if (peer.serf.deadline() <= now) {
        peer.input(() -> peer.serf.tick(now));
      }
    }
  }
}
