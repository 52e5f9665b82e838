// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.MemberStatus;
import io.praetor.gossip.core.serf.PoolEvent;
import io.praetor.gossip.core.serf.PoolRules;
import io.praetor.gossip.core.serf.Serf;
import io.praetor.gossip.core.serf.SerfOptions;
import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.gossip.transport.PoolDriver;
import io.praetor.gossip.transport.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A pool of the gossip module in this process, on a free port of one address, whose events can be
/// waited for.
final class TestPool implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  final String name;
  final int port;
  private final String host;
  final PoolDriver driver;
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<PoolEvent> events = new LinkedBlockingQueue<>();

  TestPool(String name, Security security, @Nullable Path snapshot) throws IOException {
    this("127.0.0.1", name, security, snapshot);
  }

  TestPool(String host, String name, Security security, @Nullable Path snapshot)
      throws IOException {
    this.name = name;
    this.host = host;
    this.port = freePort();
    InetSocketAddress address = new InetSocketAddress(host, port);
    this.driver =
        PoolDriver.start(
            new PoolOptions(
                "lan",
                name,
                address,
                address,
                Map.of("role", "tester", "colour", "blue"),
                Member.Versions.CONSUL,
                SwimOptions.lan(),
                SerfOptions.consul(true),
                PoolRules.OPEN,
                Serf.MemberReconnect.STANDARD,
                security,
                snapshot,
                null,
                false,
                from -> true),
            loops,
            Thread.ofPlatform().daemon().factory(),
            System::nanoTime,
            new Random(),
            events::add);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Optional<String> join(int other) throws Exception {
    return driver
        .join(new InetSocketAddress(host, other), false)
        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  Optional<Member> member(String wanted) {
    return driver.members().stream().filter(m -> m.name().equals(wanted)).findFirst();
  }

  MemberStatus status(String wanted) {
    return member(wanted).map(Member::status).orElse(MemberStatus.NONE);
  }

  /// The next event of this kind that fits; those before it are passed over.
  <E extends PoolEvent> E await(Class<E> kind, Predicate<E> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      PoolEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new AssertionError(name + " saw no such " + kind.getSimpleName());
      }
      if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
        return kind.cast(event);
      }
    }
  }

  @Override
  public void close() {
    driver.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
