// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.gossip.core.packet.Keyring;
import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.serf.KeyQuery;
import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.MemberStatus;
import io.praetor.gossip.core.serf.PoolEvent;
import io.praetor.gossip.core.serf.PoolRules;
import io.praetor.gossip.core.serf.Serf;
import io.praetor.gossip.core.serf.SerfOptions;
import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.wire.Bytes;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pools on real sockets, with each other and with rubbish.
class PoolDriverTest {
  private static final MultiThreadIoEventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private static final Security SECURED =
      Security.NONE.with(Keyring.ofBase64(List.of("AAECAwQFBgcICQoLDA0ODw==")));

  @TempDir Path folder;

  @AfterAll
  static void stop() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static final class Pool implements AutoCloseable {
    final int port;
    final PoolDriver driver;
    final BlockingQueue<PoolEvent> events = new LinkedBlockingQueue<>();

    Pool(String name, Security security, @Nullable Path snapshot, @Nullable Path keyring)
        throws IOException {
      this(name, security, snapshot, keyring, from -> true, event -> {});
    }

    Pool(
        String name,
        Security security,
        @Nullable Path snapshot,
        @Nullable Path keyring,
        Predicate<InetAddress> announcers,
        Consumer<PoolEvent> listener)
        throws IOException {
      port = freePort();
      InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
      driver =
          PoolDriver.start(
              new PoolOptions(
                  "test",
                  name,
                  address,
                  address,
                  Map.of("name", name),
                  Member.Versions.CONSUL,
                  SwimOptions.local(),
                  SerfOptions.consul(true),
                  PoolRules.OPEN,
                  Serf.MemberReconnect.STANDARD,
                  security,
                  snapshot,
                  keyring,
                  false,
                  announcers),
              LOOPS,
              Thread.ofPlatform().daemon().factory(),
              System::nanoTime,
              new Random(),
              event -> {
                events.add(event);
                listener.accept(event);
              });
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    Optional<String> join(Pool other) throws Exception {
      return driver
          .join(new InetSocketAddress("127.0.0.1", other.port), true)
          .get(30, TimeUnit.SECONDS);
    }

    <E extends PoolEvent> E await(Class<E> kind, Predicate<E> wanted) throws InterruptedException {
      while (true) {
        PoolEvent event = events.poll(30, TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError("no such " + kind.getSimpleName());
        }
        if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
          return kind.cast(event);
        }
      }
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /// The event is told before it is written; whoever closes in between must not lose it.
  @Test
  void closingWritesWhatHappenedLast() throws Exception {
    Path snapshot = folder.resolve("local.snapshot");
    CountDownLatch told = new CountDownLatch(1);
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    Pool two =
        new Pool(
            "two",
            Security.NONE,
            snapshot,
            null,
            from -> true,
            event -> {
              if (event instanceof PoolEvent.Joined(var member) && member.name().equals("one")) {
                told.countDown();
                goOn.orTimeout(20, TimeUnit.SECONDS).join();
              }
            });
    try (two;
        Pool one = new Pool("one", Security.NONE, null, null)) {
      two.driver.join(new InetSocketAddress("127.0.0.1", one.port), true);
      assertTrue(told.await(30, TimeUnit.SECONDS));
      Thread closer = Thread.ofPlatform().start(two::close);
      while (closer.getState() != Thread.State.TIMED_WAITING) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      goOn.complete(null);
      closer.join();
      String text = Files.readString(snapshot);
      assertTrue(text.contains("alive: one 127.0.0.1:" + one.port), text);
    }
  }

  @Test
  void joinEventLeave() throws Exception {
    try (Pool one = new Pool("one", Security.NONE, null, null);
        Pool two = new Pool("two", Security.NONE, null, null)) {
      assertEquals(Optional.empty(), two.join(one));
      one.await(PoolEvent.Joined.class, e -> e.member().tags().get("name").equals("two"));
      two.driver.userEvent("deploy", Bytes.utf8("v1"), false).get(10, TimeUnit.SECONDS);
      assertEquals("v1", one.await(PoolEvent.User.class, e -> true).payload().text());
      two.driver.leave().get(30, TimeUnit.SECONDS);
      Member left = one.await(PoolEvent.Left.class, e -> true).member();
      assertEquals(MemberStatus.LEFT, left.status());
    }
  }

  @Test
  void aSilentMemberFails() throws Exception {
    try (Pool one = new Pool("one", Security.NONE, null, null);
        Pool two = new Pool("two", Security.NONE, null, null)) {
      assertEquals(Optional.empty(), two.join(one));
      two.close();
      assertEquals("two", one.await(PoolEvent.Failed.class, e -> true).member().name());
    }
  }

  @Test
  void nobodyThere() throws Exception {
    try (Pool one = new Pool("one", Security.NONE, null, null)) {
      InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", Pool.freePort());
      assertEquals(
          Optional.of("dial tcp 127.0.0.1:" + nobody.getPort() + ": connect: connection refused"),
          one.driver.join(nobody, true).get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void keysChangeForAllAndAreKept() throws Exception {
    Path keyring = folder.resolve("local.keyring");
    try (Pool one = new Pool("one", SECURED, null, keyring);
        Pool two = new Pool("two", SECURED, null, null);
        Pool plain = new Pool("plain", Security.NONE, null, null)) {
      assertEquals(Optional.empty(), two.join(one));
      assertTrue(plain.join(one).orElse("").contains("encryption is not configured"));
      Bytes key = Keyring.ofBase64(List.of("DwAODQwLCgkIBwYFBAMCAQ==")).primary();
      for (KeyQuery.Operation step : List.of(KeyQuery.Operation.INSTALL, KeyQuery.Operation.USE)) {
        KeyQuery.Result result = two.driver.keys(step, key, 0).get(60, TimeUnit.SECONDS);
        assertEquals("", result.error(), step + " " + result);
      }
      assertEquals(key, KeyringFile.read(keyring).primary());
    }
  }

  @Test
  void aRestartedMemberFindsBack() throws Exception {
    Path snapshot = folder.resolve("local.snapshot");
    try (Pool one = new Pool("one", Security.NONE, null, null)) {
      try (Pool two = new Pool("two", Security.NONE, snapshot, null)) {
        assertEquals(Optional.empty(), two.join(one));
      }
      assertTrue(Files.readString(snapshot).contains("alive: one 127.0.0.1:" + one.port));
      try (Pool again = new Pool("three", Security.NONE, snapshot, null)) {
        again.await(PoolEvent.Joined.class, e -> e.member().name().equals("one"));
      }
    }
  }

  /// What is no announcement is taken from everybody.
  @Test
  void strangersAnnounceNobody() throws Exception {
    for (boolean stranger : new boolean[] {true, false}) {
      try (Pool pool = new Pool("one", Security.NONE, null, null, from -> !stranger, event -> {});
          DatagramSocket socket = new DatagramSocket()) {
        byte[] ghost =
            Messages.encode(
                new Message.Alive(
                    1,
                    "ghost",
                    Bytes.wrap(new byte[] {127, 0, 0, 1}),
                    9,
                    Bytes.EMPTY,
                    Member.Versions.CONSUL.vsn()));
        byte[] event = {
          8,
          3,
          (byte) 0x84,
          (byte) 0xa2,
          'C',
          'C',
          (byte) 0xc2,
          (byte) 0xa5,
          'L',
          'T',
          'i',
          'm',
          'e',
          9,
          (byte) 0xa4,
          'N',
          'a',
          'm',
          'e',
          (byte) 0xa5,
          'a',
          'f',
          't',
          'e',
          'r',
          (byte) 0xa7,
          'P',
          'a',
          'y',
          'l',
          'o',
          'a',
          'd',
          (byte) 0xc0
        };
        byte[] packet = Messages.compound(List.of(ghost, event));
        InetSocketAddress target = new InetSocketAddress("127.0.0.1", pool.port);
        socket.send(new DatagramPacket(packet, packet.length, target));
        pool.await(PoolEvent.User.class, e -> e.name().equals("after"));
        assertEquals(
            !stranger, pool.driver.members().stream().anyMatch(m -> m.name().equals("ghost")));
      }
    }
  }

  @Test
  void rubbishDoesNoHarm() throws Exception {
    Random random = new Random(1);
    try (Pool one = new Pool("one", Security.NONE, null, null);
        Pool two = new Pool("two", Security.NONE, null, null)) {
      InetSocketAddress target = new InetSocketAddress("127.0.0.1", one.port);
      try (DatagramSocket socket = new DatagramSocket()) {
        for (int i = 0; i < 500; i++) {
          byte[] data = new byte[1 + random.nextInt(200)];
          random.nextBytes(data);
          data[0] = (byte) random.nextInt(15);
          socket.send(new DatagramPacket(data, data.length, target));
        }
      }
      for (int i = 0; i < 15; i++) {
        try (Socket socket = new Socket("127.0.0.1", one.port)) {
          byte[] data = new byte[100];
          random.nextBytes(data);
          data[0] = (byte) i;
          socket.getOutputStream().write(data);
        }
      }
      assertEquals(Optional.empty(), two.join(one));
      one.await(PoolEvent.Joined.class, e -> e.member().name().equals("two"));
    }
  }
}
