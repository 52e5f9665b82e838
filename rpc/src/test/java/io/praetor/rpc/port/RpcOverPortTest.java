// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.Node;
import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvsRequest;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.KvMethods;
import io.praetor.rpc.KvMethods.KeyRequest;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.Reply;
import io.praetor.rpc.StatusMethods;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.net.Recorded;
import io.praetor.wire.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls over real sockets.
@Timeout(60)
class RpcOverPortTest {
  private static final MultiThreadIoEventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());

  private PortedServer server;
  private PortedServer other;

  @BeforeEach
  void start() throws IOException {
    server = new PortedServer(LOOPS);
    other = new PortedServer(LOOPS);
  }

  @AfterEach
  void stop() {
    server.close();
    other.close();
  }

  @AfterAll
  static void stopLoops() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static KvsRequest set(String key, Bytes value) {
    return KvsRequest.of(KvOp.SET, DirEntry.of(key, value, 0));
  }

  private static boolean put(RpcPool pool, InetSocketAddress to, String key, Bytes value)
      throws InterruptedException {
    return pool.write(to, KvMethods.APPLY, set(key, value), WriteOptions.DEFAULT);
  }

  private static Reply<List<DirEntry>> get(
      RpcPool pool, InetSocketAddress to, String key, QueryOptions options)
      throws InterruptedException {
    return pool.read(to, KvMethods.GET, new KeyRequest(key), options);
  }

  private Reply<List<DirEntry>> get(String key) throws InterruptedException {
    return get(server.pool, server.address(), key, QueryOptions.DEFAULT);
  }

  @Test
  void manyCallersShareOneConnection() throws Exception {
    List<Future<Integer>> callers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      RpcPool pool = i % 2 == 0 ? server.pool : other.pool;
      String key = "k" + i;
      callers.add(
          server.executor.submit(
              () -> {
                int wrong = 0;
                for (int n = 0; n < 20; n++) {
                  put(pool, server.address(), key, Bytes.utf8(key + n));
                  List<DirEntry> read =
                      get(pool, server.address(), key, QueryOptions.DEFAULT).value();
                  wrong += read.getFirst().value().text().equals(key + n) ? 0 : 1;
                }
                return wrong;
              }));
    }
    for (Future<Integer> caller : callers) {
      assertEquals(0, caller.get());
    }
    assertEquals(2, server.connections(), "one of each pool");
  }

  @Test
  void callsToAServerThatIsGivenUpEndAndNewOnesGoThrough() throws Exception {
    long index = get("awaited").meta().index();
    QueryOptions waiting = QueryOptions.DEFAULT.withBlocking(index, Duration.ofMinutes(5));
    Future<Reply<List<DirEntry>>> blocked =
        server.executor.submit(() -> get(server.pool, server.address(), "awaited", waiting));
    while (server.server.store().watches().size() == 0) {
      Thread.yield();
    }
    server.pool.giveUp(server.address());
    ExecutionException ended = assertThrows(ExecutionException.class, blocked::get);
    RemoteFailure failure = (RemoteFailure) ended.getCause();
    assertEquals(RemoteFailure.Stage.NO_ANSWER, failure.stage());
    assertEquals("rpc error making call: EOF", failure.text());
    assertEquals(index, get("awaited").meta().index());
  }

  @Test
  void carriesMoreThanAWindowBothWays() throws InterruptedException {
    byte[] random = new byte[3_000_000];
    new Random(1).nextBytes(random);
    put(server.pool, server.address(), "large", Bytes.wrap(random));
    assertArrayEquals(random, get("large").value().getFirst().value().toArray());
  }

  @Test
  void tellsWhatTheServerRefusedAndGoesOn() throws InterruptedException {
    RemoteFailure refused =
        assertThrows(
            RemoteFailure.class, () -> put(server.pool, server.address(), "", Bytes.EMPTY));
    assertEquals("rpc error making call: Must provide key", refused.text());
    assertEquals(RemoteFailure.Stage.REFUSED, refused.stage());
    assertEquals(1, get("k").meta().index());
  }

  @Test
  void unknownMethodsEndTheirStreamOnly() throws InterruptedException {
    Method.Ask<CatalogMethods.Done, CatalogMethods.Done> nope =
        Method.ask(
            "KVS.Nope", CatalogMethods.Done.CODEC, CatalogMethods.Done.CODEC, (own, done) -> done);
    for (int i = 0; i < 3; i++) {
      RemoteFailure refused =
          assertThrows(
              RemoteFailure.class,
              () ->
                  server.pool.ask(
                      server.address(), nope, CatalogMethods.Done.DONE, WriteOptions.DEFAULT));
      assertEquals("rpc error making call: rpc: can't find method KVS.Nope", refused.text());
    }
    get("k");
    assertEquals(1, server.connections());
  }

  @Test
  void blockingReadsAreWokenByAWrite() throws Exception {
    put(server.pool, server.address(), "watched", Bytes.utf8("1"));
    long index = get("watched").meta().index();
    QueryOptions blocking = QueryOptions.DEFAULT.withBlocking(index, Duration.ofMinutes(1));
    Future<Reply<List<DirEntry>>> waiting =
        server.executor.submit(() -> get(server.pool, server.address(), "watched", blocking));
    // The stream of the waiting call is busy, so these take another.
    put(server.pool, server.address(), "other", Bytes.utf8("x"));
    put(other.pool, server.address(), "watched", Bytes.utf8("2"));
    Reply<List<DirEntry>> woken = waiting.get();
    assertEquals("2", woken.value().getFirst().value().text());
    assertTrue(woken.meta().index() > index);
    assertEquals("leader", woken.meta().consistencyLevel());
  }

  @Test
  void callsUnderWayAreLostWithTheServer() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    ServerPort port = new CallGate(begun, stopped).open(LOOPS, server.executor);
    Future<?> caller =
        server.executor.submit(() -> get(server.pool, port.address(), "k", QueryOptions.DEFAULT));
    begun.await();
    port.close();
    RemoteFailure failure =
        (RemoteFailure) assertThrows(ExecutionException.class, caller::get).getCause();
    assertEquals(RemoteFailure.Stage.NO_ANSWER, failure.stage());
    assertEquals("rpc error making call: EOF", failure.text());
    stopped.await();
  }

  @Test
  void saysThatNothingWasSentWhenNobodyListens() throws IOException {
    InetSocketAddress nobody;
    // A port of Netty's would listen until its selector's next turn.
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
    RemoteFailure refused =
        assertThrows(
            RemoteFailure.class, () -> get(server.pool, nobody, "k", QueryOptions.DEFAULT));
    assertEquals(RemoteFailure.Stage.NOT_SENT, refused.stage());
    assertTrue(refused.text().startsWith("rpc error getting client: "), refused.text());
    assertTrue(refused.text().endsWith("connection refused"), refused.text());
  }

  @Test
  void restartedServersAreDialledAgain() throws Exception {
    get("k");
    server.restart();
    assertEquals(1, get(other.pool, server.address(), "k", QueryOptions.DEFAULT).meta().index());
  }

  @Test
  void aCallerThatIsInterruptedStopsTheServersWork() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Method.Ask<CatalogMethods.Done, CatalogMethods.Done> slow =
        Method.ask(
            "Status.Ping",
            CatalogMethods.Done.CODEC,
            CatalogMethods.Done.CODEC,
            (own, done) -> done);
    CallGate gate = new CallGate(begun, stopped);
    try (ServerPort port = gate.open(LOOPS, server.executor)) {
      Future<?> caller =
          server.executor.submit(
              () ->
                  server.pool.ask(
                      port.address(), slow, CatalogMethods.Done.DONE, WriteOptions.DEFAULT));
      begun.await();
      caller.cancel(true);
      stopped.await();
    }
  }

  @Test
  void callsThatTakeTooLongAreGivenUp() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    CallGate gate = new CallGate(begun, stopped);
    RpcPool hasty =
        new RpcPool(
            LOOPS,
            PortedServer.PLAIN,
            new CallDeadlines(Duration.ofMillis(50), Duration.ofMillis(50)));
    try (ServerPort port = gate.open(LOOPS, server.executor)) {
      RemoteFailure late =
          assertThrows(
              RemoteFailure.class,
              () ->
                  hasty.ask(
                      port.address(),
                      StatusMethods.PING,
                      CatalogMethods.Done.DONE,
                      WriteOptions.DEFAULT));
      assertEquals(RemoteFailure.Stage.NO_ANSWER, late.stage());
      stopped.await();
    } finally {
      hasty.close();
    }
  }

  @Test
  void followersForwardToTheLeader() throws Exception {
    other.server.raft().follow(server.text());
    assertEquals(
        server.text(),
        other.rpc.ask(StatusMethods.LEADER, ConnectMethods.NoArgument.NONE, WriteOptions.DEFAULT));
    other.rpc.write(KvMethods.APPLY, set("k", Bytes.utf8("v")), WriteOptions.DEFAULT);
    KeyRequest key = new KeyRequest("k");
    Reply<List<DirEntry>> fresh = other.rpc.read(KvMethods.GET, key, QueryOptions.DEFAULT);
    assertEquals("v", fresh.value().getFirst().value().text());
    assertEquals(Duration.ZERO, fresh.meta().lastContact());
    Reply<List<DirEntry>> stale = other.rpc.read(KvMethods.GET, key, QueryOptions.STALE);
    assertEquals(List.of(), stale.value(), "this follower has heard nothing of it");
    assertEquals(Duration.ofMillis(12), stale.meta().lastContact());
    assertTrue(stale.meta().knownLeader());
    // And over the wire, through the follower, with the follower's prefix and the caller's.
    Reply<List<DirEntry>> hop = get(server.pool, other.address(), "k", QueryOptions.DEFAULT);
    assertEquals("v", hop.value().getFirst().value().text());
    RemoteFailure refused =
        assertThrows(RemoteFailure.class, () -> put(server.pool, other.address(), "", Bytes.EMPTY));
    assertEquals("rpc error making call: rpc error making call: Must provide key", refused.text());
  }

  @Test
  void filtersForPeers() throws InterruptedException {
    QueryOptions none = QueryOptions.DEFAULT;
    assertEquals(1, nodes(none).size());
    QueryOptions filtering =
        new QueryOptions(
            "",
            "",
            0,
            Duration.ZERO,
            false,
            false,
            Duration.ZERO,
            false,
            Duration.ZERO,
            false,
            Duration.ZERO,
            "Node == x");
    assertEquals(0, nodes(filtering).size());
  }

  private List<Node> nodes(QueryOptions options) throws InterruptedException {
    return server
        .pool
        .read(server.address(), CatalogMethods.LIST_NODES, DcSpecificRequest.ALL, options)
        .value();
  }

  // Raw sockets.

  private Socket connect() throws IOException {
    return new Socket(server.address().getAddress(), server.address().getPort());
  }

  private static Recorded recorded(String id) {
    return Recorded.all().stream().filter(call -> call.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void answersRecordedCallsOnOneSocketInOrder() throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(0);
      for (String id : List.of("rpc-Status.Ping", "rpc-KVS.Apply", "rpc-KVS.Apply-2")) {
        Recorded call = recorded(id);
        out.write(call.request());
        assertArrayEquals(
            call.reply(), socket.getInputStream().readNBytes(call.reply().length), id);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpc-KVS.Nope", "rpc-Nope.Nope"})
  void answersUnknownMethodsAndCloses(String id) throws IOException {
    Recorded call = recorded(id);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(0);
      socket.getOutputStream().write(call.request());
      assertArrayEquals(call.reply(), socket.getInputStream().readAllBytes());
    }
  }

  @Test
  void answersAfterThePeerHasClosedItsHalf() throws IOException {
    Recorded call = recorded("rpc-Status.Ping");
    try (Socket socket = connect()) {
      socket.getOutputStream().write(0);
      for (byte one : call.request()) {
        socket.getOutputStream().write(one);
      }
      socket.shutdownOutput();
      assertArrayEquals(call.reply(), socket.getInputStream().readAllBytes());
    }
  }

  /// Several requests at once are answered one after the other.
  @Test
  void queuesWhatComesTooEarly() throws IOException {
    Recorded call = recorded("rpc-Status.Ping");
    try (Socket socket = connect()) {
      socket.getOutputStream().write(0);
      for (int i = 0; i < 100; i++) {
        socket.getOutputStream().write(call.request());
      }
      for (int i = 0; i < 100; i++) {
        assertArrayEquals(call.reply(), socket.getInputStream().readNBytes(call.reply().length));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void closesOnRubbish(int first) throws IOException {
    for (long seed = 0; seed < 30; seed++) {
      byte[] rubbish = new byte[200];
      new Random(seed).nextBytes(rubbish);
      rubbish[0] = (byte) 0xc1;
      try (Socket socket = connect()) {
        socket.getOutputStream().write(first);
        socket.getOutputStream().write(rubbish);
        socket.getInputStream().readAllBytes();
      } catch (SocketException reset) {
        // As good as closed.
      }
    }
  }
}
