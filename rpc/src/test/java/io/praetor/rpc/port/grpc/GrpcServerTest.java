// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import static io.praetor.rpc.subscribe.SubscribeVectors.commit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.catalog.RegisterRequest;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.port.FirstByte;
import io.praetor.rpc.port.ServerPort;
import io.praetor.rpc.subscribe.StateChangeSubscription;
import io.praetor.rpc.subscribe.SubscribeVectors;
import io.praetor.store.Store;
import io.praetor.wire.ProtoReader;
import io.praetor.wire.ProtoWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class GrpcServerTest {
  private static final MultiThreadIoEventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  private final Store store = SubscribeVectors.state();
  private final AtomicLong restores = new AtomicLong();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private ServerPort port;

  @AfterAll
  static void stop() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @BeforeEach
  void open() throws IOException {
    var subscriptions = new StateChangeSubscription(store, restores::get, "dc1", Rpc.NONE);
    port =
        ServerPort.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .on(FirstByte.GRPC, new GrpcServer(subscriptions.methods(), executor))
            .start(LOOPS);
  }

  @AfterEach
  void close() throws InterruptedException {
    port.close();
    executor.shutdown();
    assertTrue(executor.awaitTermination(20, TimeUnit.SECONDS), "calls end with their connection");
    assertEquals(0, store.watches().size(), "nobody waits for a caller that has gone");
  }

  static List<SubscribeVectors.Exchange> exchanges() {
    return SubscribeVectors.all();
  }

  /// What Consul was asked and what it answered, byte by byte.
  @ParameterizedTest
  @MethodSource("exchanges")
  void answersAsRecorded(SubscribeVectors.Exchange exchange) throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.subscribe(1, exchange.request());
      for (byte[] event : exchange.events()) {
        assertArrayEquals(event, caller.message());
      }
      if (exchange.events().isEmpty()) {
        Map<String, String> trailers = caller.read(caller.next());
        assertEquals("200", trailers.get(":status"));
        assertEquals("3", trailers.get("grpc-status"));
        assertTrue(exchange.error().endsWith("= " + trailers.get("grpc-message")));
      }
    }
  }

  private static byte[] subject(String service) {
    ProtoWriter out = new ProtoWriter();
    out.integer(1, 1);
    out.string(5, "dc1");
    out.message(10, subject -> subject.string(1, service));
    return out.toBytes();
  }

  private static long index(byte[] event) {
    ProtoReader in = new ProtoReader(event);
    assertTrue(in.next());
    assertEquals(1, in.field());
    return in.integer();
  }

  private void register(long index, String service) {
    commit(
        store,
        index,
        RegisterRequest.builder()
            .node("p1")
            .skipNodeUpdate(true)
            .service(SubscribeVectors.service(service, service, 1))
            .build());
  }

  @Test
  void tellsChangesAsTheyCommit() throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.subscribe(1, subject("api"));
      assertEquals(24, index(caller.message()));
      for (long index = 25; index < 40; index++) {
        long step = index;
        commit(
            store,
            index,
            RegisterRequest.builder()
                .node("p1")
                .skipNodeUpdate(true)
                .service(SubscribeVectors.service("api", "api", (int) step))
                .build());
        assertEquals(index, index(caller.message()));
      }
    }
  }

  @Test
  void carriesManyCallsOnOneConnection() throws IOException {
    int calls = 200;
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      for (int i = 0; i < calls; i++) {
        caller.subscribe(2 * i + 1, subject("s" + i));
      }
      int ends = 0;
      while (ends < calls) {
        GrpcCaller.Frame frame = caller.next();
        if (frame.type() == GrpcCaller.DATA) {
          ends++;
        } else {
          caller.read(frame);
        }
      }
      register(25, "s137");
      GrpcCaller.Frame woken = caller.next();
      assertEquals(GrpcCaller.DATA, woken.type());
      assertEquals(2 * 137 + 1, woken.stream());
    }
  }

  /// A caller that takes nothing costs the messages in its way, not the snapshot: the method waits.
  @Test
  void waitsForRoom() throws IOException {
    for (int i = 0; i < 2000; i++) {
      commit(
          store,
          25 + i,
          RegisterRequest.builder()
              .node("p1")
              .skipNodeUpdate(true)
              .service(
                  SubscribeVectors.service("big" + i, "big", 1).toBuilder()
                      .meta(Map.of("m", "x".repeat(100)))
                      .build())
              .build());
    }
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.subscribe(1, subject("big"));
      int got = 0;
      while (got < 65_535) {
        GrpcCaller.Frame frame = caller.next();
        if (frame.type() == GrpcCaller.DATA) {
          got += frame.payload().length;
        }
      }
      assertEquals(65_535, got, "no more than the window of HTTP/2");
      caller.room(0, 1000);
      caller.room(1, 1000);
      int more = 0;
      while (more < 1000) {
        more += caller.next().payload().length;
      }
      assertEquals(1000, more);
    }
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.subscribe(1, subject("big"));
      for (int i = 0; i < 2000; i++) {
        caller.message();
      }
      byte[] end = caller.message();
      assertEquals(2024, index(end));
      assertArrayEquals(new byte[] {0x08, (byte) 0xe8, 0x0f, 0x10, 0x01}, end);
    }
  }

  @Test
  void endsWhenTheStateIsReplaced() throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.subscribe(1, subject("api"));
      caller.message();
      restores.incrementAndGet();
      store.beginRestore(50).publish();
      GrpcCaller.Frame frame = caller.next();
      Map<String, String> trailers = caller.read(frame);
      assertTrue(frame.ends());
      assertEquals("10", trailers.get("grpc-status"));
      assertEquals(
          "subscription closed by server, client must reset state and resubscribe",
          trailers.get("grpc-message"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /subscribe.StateChangeSubscription/X | 12 | unknown method X for service subscribe.StateChangeSubscription
          /foo.Bar/Baz | 12 | unknown service foo.Bar
          bad          | 12 | malformed method name: "bad"
          """)
  void refusesUnknownMethods(String path, String code, String message) throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.call(1, path, subject("x"), Map.of());
      Map<String, String> trailers = caller.read(caller.next());
      assertEquals(code, trailers.get("grpc-status"));
      assertEquals(message, trailers.get("grpc-message"));
    }
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.call(1, GrpcCaller.SUBSCRIBE, subject("x"), Map.of("grpc-encoding", "gzip"));
      assertEquals("12", caller.read(caller.next()).get("grpc-status"));
      caller.begin(3, "POST", GrpcCaller.SUBSCRIBE, Map.of("content-type", "application/json"));
      assertEquals("415", untilHeaders(caller).get(":status"));
      caller.begin(5, "GET", GrpcCaller.SUBSCRIBE, Map.of("content-type", "application/grpc"));
      assertEquals("405", untilHeaders(caller).get(":status"));
      caller.begin(7, "POST", GrpcCaller.SUBSCRIBE, Map.of("content-type", "application/grpc"));
      caller.send(GrpcCaller.DATA, 0, 7, new byte[] {0, 0x7f, 0, 0, 0});
      assertEquals("8", untilHeaders(caller).get("grpc-status"));
      caller.begin(9, "POST", GrpcCaller.SUBSCRIBE, Map.of("content-type", "application/grpc"));
      caller.send(GrpcCaller.DATA, GrpcCaller.END_STREAM, 9, new byte[] {0, 0, 0});
      assertEquals("13", untilHeaders(caller).get("grpc-status"));
      caller.call(11, GrpcCaller.SUBSCRIBE, new byte[] {0x0a, 5}, Map.of());
      assertEquals("13", untilHeaders(caller).get("grpc-status"));
      caller.call(13, GrpcCaller.SUBSCRIBE, subject("x"), Map.of("grpc-timeout", "soon"));
      assertEquals("13", untilHeaders(caller).get("grpc-status"));
    }
  }

  private static Map<String, String> untilHeaders(GrpcCaller caller) throws IOException {
    GrpcCaller.Frame frame = caller.next();
    while (frame.type() != GrpcCaller.HEADERS) {
      frame = caller.next();
    }
    return caller.read(frame);
  }

  @Test
  void takesARequestInPieces() throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.begin(1, "POST", GrpcCaller.SUBSCRIBE, Map.of("content-type", "application/grpc"));
      byte[] request = GrpcCaller.framed(subject("api"));
      for (byte one : request) {
        caller.send(GrpcCaller.DATA, 0, 1, new byte[] {one});
      }
      assertEquals(24, index(caller.message()));
    }
  }

  @Test
  void endsACallAtItsDeadline() throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.call(1, GrpcCaller.SUBSCRIBE, subject("api"), Map.of("grpc-timeout", "30m"));
      GrpcCaller.Frame frame = caller.next();
      while (frame.type() != GrpcCaller.RESET) {
        frame = caller.next();
      }
      assertEquals(8, ByteBuffer.wrap(frame.payload()).getInt(), "CANCEL");
    }
  }

  @Test
  void stopsACallThatIsReset() throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.subscribe(1, subject("api"));
      caller.message();
      caller.send(GrpcCaller.RESET, 0, 1, new byte[] {0, 0, 0, 8});
      caller.subscribe(3, subject("api"));
      caller.read(caller.next());
      assertEquals(3, caller.next().stream());
      while (store.watches().size() != 1) {
        Thread.yield();
      }
    }
  }

  @Test
  void endsAConnectionThatPingsTooOften() throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      for (int i = 0; i < 4; i++) {
        caller.send(GrpcCaller.PING, 0, 0, new byte[8]);
      }
      GrpcCaller.Frame frame = caller.next();
      while (frame.type() == GrpcCaller.PING) {
        frame = caller.next();
      }
      assertEquals(GrpcCaller.GOAWAY, frame.type());
      assertEquals(0xb, ByteBuffer.wrap(frame.payload(), 4, 4).getInt(), "ENHANCE_YOUR_CALM");
    }
  }

  @Test
  void answersPingsBetweenMessages() throws IOException {
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.subscribe(1, subject("api"));
      caller.message();
      for (long index = 25; index < 35; index++) {
        caller.send(GrpcCaller.PING, 0, 0, new byte[8]);
        assertEquals(GrpcCaller.PING, caller.next().type());
        commit(
            store,
            index,
            RegisterRequest.builder()
                .node("p1")
                .skipNodeUpdate(true)
                .service(SubscribeVectors.service("api", "api", (int) index))
                .build());
        assertNotNull(caller.message());
      }
    }
  }

  /// Rubbish and damaged frames end a connection at most; the port goes on.
  @Test
  void survivesRubbish() throws IOException {
    byte[] preface =
        "\u0008PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      try (Socket socket = new Socket(port.address().getAddress(), port.address().getPort())) {
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        var out = socket.getOutputStream();
        out.write(
            preface,
            0,
            random.nextInt(4) == 0 ? random.nextInt(preface.length) + 1 : preface.length);
        for (int i = random.nextInt(6); i >= 0; i--) {
          byte[] payload = new byte[random.nextInt(50)];
          random.nextBytes(payload);
          ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
          frame.put((byte) 0).putShort((short) payload.length);
          frame.put((byte) random.nextInt(11)).put((byte) random.nextInt(64));
          frame.putInt(random.nextInt(4)).put(payload);
          out.write(frame.array());
        }
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (java.net.SocketException closed) {
        // It may be closed before all was sent.
      } catch (IOException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    try (GrpcCaller caller = new GrpcCaller(port.address())) {
      caller.subscribe(1, subject("api"));
      assertEquals(24, index(caller.message()));
    }
  }
}
