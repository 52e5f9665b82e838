// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.http.Body;
import io.praetor.http.Headers;
import io.praetor.http.Request;
import io.praetor.http.RequestHandler;
import io.praetor.http.Response;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.NothingDoneException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The edge with real sockets: what well-behaved, slow, rude and vanishing clients get.
class HttpServerTest {
  private static final HttpServerConfig SHORT =
      new HttpServerConfig(
          4096,
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofMillis(100),
          3);

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletableFuture<String> cancelled = new CompletableFuture<>();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private HttpServer server;

  @AfterEach
  void stop() throws InterruptedException {
    if (server != null) {
      server.close(Duration.ZERO);
    }
    executor.shutdownNow();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  private InetSocketAddress start(HttpServerConfig config) throws IOException {
    server =
        HttpServer.start(
            config,
            List.of(new Listener.Tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))),
            loops,
            executor,
            new RequestHandler() {
              @Override
              public Response handle(Request request) {
                return HttpServerTest.this.handle(request);
              }

              @Override
              public @Nullable Response handleAtOnce(Request request, Executor loop) {
                return HttpServerTest.this.atOnce(request, loop);
              }
            });
    return (InetSocketAddress) server.addresses().getFirst();
  }

  /// Echoes bodies, waits, streams, and ignores, as the path says.
  private Response handle(Request request) {
    try {
      return switch (request.target()) {
        case "/echo" ->
            Response.text(
                200, new String(request.body().bytes(1 << 20), StandardCharsets.ISO_8859_1));
        case "/small" ->
            Response.text(200, new String(request.body().bytes(10), StandardCharsets.ISO_8859_1));
        case "/wait" -> {
          CountDownLatch gone = new CountDownLatch(1);
          request.cancellation().onCancel(gone::countDown);
          waiting.countDown();
          gone.await();
          cancelled.complete(request.target());
          yield Response.text(503, "cancelled");
        }
        case "/stream" ->
            new Response(
                200,
                new Headers(),
                new Response.Stream(
                    sink -> {
                      for (int i = 0; i < 3; i++) {
                        sink.write(new byte[] {(byte) ('a' + i)}, 0, 1);
                      }
                    }));
        case "/flood" ->
            new Response(
                200,
                new Headers(),
                new Response.Stream(
                    sink -> {
                      byte[] block = new byte[64 * 1024];
                      try {
                        for (int i = 0; i < 10_000; i++) {
                          sink.write(block, 0, block.length);
                        }
                      } catch (IOException e) {
                        cancelled.complete(String.valueOf(e.getMessage()));
                        throw e;
                      }
                    }));
        case "/broken" -> throw new IllegalStateException("broken on purpose");
        default -> Response.text(200, request.method() + " " + request.target());
      };
    } catch (Body.TooLarge e) {
      return Response.text(413, "too large");
    } catch (IOException e) {
      return Response.text(500, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      return Response.text(503, "interrupted");
    }
  }

  /// Says which thread it was asked on.
  private @Nullable Response atOnce(Request request, Executor loop) {
    if (request.target().startsWith("/later")) {
      CompletableFuture<Response> known = new CompletableFuture<>();
      Response later =
          new Response(
              0, new Headers(), new Response.Later(known.handleAsync(HttpServerTest::same, loop)));
      executor.execute(() -> complete(request, known));
      return later;
    }
    if (!request.target().startsWith("/quick")) {
      return null;
    }
    if (request.target().equals("/quick/broken")) {
      throw new IllegalStateException("broken on purpose");
    }
    boolean onLoop = !Thread.currentThread().isVirtual();
    Headers headers = new Headers().set("X-Note", "caf\u00e9\r\nX-Forged: 1").set("date", "never");
    return new Response(
        200,
        headers,
        Response.Bytes.of(
            (request.target() + (onLoop ? " on the loop" : "")).getBytes(StandardCharsets.UTF_8)));
  }

  /// Echoes the body, has it handled again, or fails, as the path says.
  private static void complete(Request request, CompletableFuture<Response> known) {
    try {
      switch (request.target()) {
        case "/later/again" ->
            known.completeExceptionally(new NothingDoneException(ConsulException.noLeader()));
        case "/later/broken" -> known.completeExceptionally(new IllegalStateException("broken"));
        default ->
            known.complete(
                Response.text(
                    200, "later " + new String(request.body().bytes(100), StandardCharsets.UTF_8)));
      }
    } catch (IOException | Body.TooLarge e) {
      known.completeExceptionally(e);
    }
  }

  /// On the loop, also when it failed, which `thenApplyAsync` would not see to.
  private static Response same(@Nullable Response response, @Nullable Throwable failure) {
    if (response == null) {
      throw new CompletionException(failure);
    }
    return response;
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  private static String last(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  }

  @Test
  void keepsAConnectionAndAnswersPipelinedRequestsInOrder() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        many.append(get("/n" + i));
      }
      String all = client.send(many + last("/end")).readAll();
      int at = 0;
      for (int i = 0; i < 50; i++) {
        at = all.indexOf("GET /n" + i, at);
        assertTrue(at > 0, all);
      }
      assertTrue(all.contains("Date: "), all);
      assertTrue(all.endsWith("GET /end"), all);
    }
  }

  @Test
  void whatIsQuickIsAnsweredOnTheEventLoopInTurnWithTheRest() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 3000; i++) {
        many.append(get(i % 10 == 9 ? "/slow" + i : "/quick" + i));
      }
      String all = client.send(many + last("/quick/end")).readAll();
      int at = 0;
      for (int i = 0; i < 3000; i++) {
        at = all.indexOf(i % 10 == 9 ? "GET /slow" + i : "/quick" + i + " on the loop", at);
        assertTrue(at > 0, "answer " + i);
      }
      assertTrue(all.endsWith("/quick/end on the loop"), all.substring(all.length() - 200));
      assertEquals(3001, all.split("HTTP/1.1 200 OK\r\n", -1).length - 1);
    }
  }

  @Test
  void noHeaderFieldOfAnAnswerBecomesTwoAndTheServerSaysTheDate() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      String all = client.send(last("/quick")).readAll();
      assertTrue(all.contains("\r\nX-Note: caf\u00c3\u00a9  X-Forged: 1\r\n"), all);
      assertFalse(all.contains("never"), all);
      assertEquals(2, all.split("\r\nDate: ", -1).length, all);
      assertTrue(all.contains("\r\nConnection: close\r\nContent-Length: 18\r\n\r\n/quick on"), all);
    }
  }

  @Test
  void aQuickHandlerThatThrowsIsAServerErrorAndTheConnectionGoesOn() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      String all = client.send(get("/quick/broken") + last("/quick")).readAll();
      assertTrue(all.startsWith("HTTP/1.1 500"), all);
      assertTrue(all.endsWith("/quick on the loop"), all);
    }
  }

  @Test
  void answersThatComeLaterKeepTheirTurnAndABodyCanBeReadAgain() throws IOException {
    String put = " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      String all =
          client
              .send(
                  ("PUT /later/1" + put + "one")
                      + get("/quick")
                      + ("PUT /later/again" + put + "two")
                      + ("PUT /later/broken" + put + "two")
                      + ("PUT /later/2" + put + "six")
                      + last("/end"))
              .readAll();
      int at = 0;
      for (String part :
          new String[] {"later one", "/quick on", "PUT /later/again", "500", "later six", "/end"}) {
        at = all.indexOf(part, at);
        assertTrue(at >= 0, part + " in " + all);
      }
    }
  }

  @Test
  void aShortBodyThatBreaksOffIsAnsweredToAClientThatStillListens() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      client.send("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
      client.socket.shutdownOutput();
      String all = client.readAll();
      assertTrue(all.startsWith("HTTP/1.1 500") && all.endsWith("unexpected EOF"), all);
    }
  }

  @Test
  void aLongAnswerIsWhole() throws IOException {
    String body = "0123456789".repeat(5000);
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      String all =
          client
              .send(
                  "PUT /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
              .readAll();
      assertTrue(all.endsWith("\r\n\r\n" + body), all.substring(0, 300));
    }
  }

  @Test
  void readsBodiesOfBothKindsAndThoseSentAhead() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      String all =
          client
              .send(
                  "PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
                      + "PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + "2\r\ntw\r\n1\r\no\r\n0\r\n\r\n"
                      + last("/end"))
              .readAll();
      assertTrue(all.contains("\r\n\r\none"), all);
      assertTrue(all.contains("\r\n\r\ntwo"), all);
      assertTrue(all.endsWith("GET /end"), all);
    }
  }

  @Test
  void aBodyNobodyReadsIsDroppedAndTheConnectionGoesOn() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      String all =
          client
              .send(
                  "PUT /ignored HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
                      + "x".repeat(100_000)
                      + last("/end"))
              .readAll();
      assertTrue(all.contains("PUT /ignored"), all);
      assertTrue(all.endsWith("GET /end"), all);
    }
  }

  @Test
  void anUploadThatIsTooLargeIsAnsweredWithoutWaitingForIt() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      client.send("PUT /small HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n");
      String all = client.readAll();
      assertTrue(all.startsWith("HTTP/1.1 413"), all);
      assertTrue(all.contains("Connection: close"), all);
    }
    try (RawClient client = new RawClient((InetSocketAddress) server.addresses().getFirst())) {
      client.send("PUT /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("b\r\nxxxxxxxxxxx\r\n");
      assertTrue(client.readUntil("too large").startsWith("HTTP/1.1 413"));
    }
  }

  @Test
  void continueIsSentOnlyWhenTheBodyIsWanted() throws IOException {
    String head = " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      client.send("PUT /echo" + head);
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readUntil("\r\n\r\n"));
      assertTrue(client.send("ok").readUntil("\r\n\r\nok").startsWith("HTTP/1.1 200"));
      String refused = client.send("PUT /ignored" + head).readAll();
      assertFalse(refused.contains("100 Continue"), refused);
      assertTrue(refused.contains("Connection: close"), refused);
    }
  }

  @Test
  void whatIsNoHttpIsRefusedInTheWordsOfGo() throws IOException {
    InetSocketAddress address = start(SHORT);
    String[][] cases = {
      {"FOO\r\n\r\n", "400 Bad Request"},
      {"GET v1 HTTP/1.1\r\nHost: a\r\n\r\n", "400 Bad Request"},
      {"GET / HTTP/1.1\r\nHost: a\r\nBad Header\r\n\r\n", "400 Bad Request"},
      {"GET / HTTP/1.1\r\n\r\n", "400 Bad Request: missing required Host header"},
      {"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "400 Bad Request"},
      {
        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "400 Bad Request"
      },
      {
        "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: zzz\r\n\r\n",
        "Unsupported transfer encoding"
      },
      {
        "GET / HTTP/3.0\r\nHost: a\r\n\r\n",
        "505 HTTP Version Not Supported: unsupported protocol version"
      },
      {
        "GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "431 Request Header Fields Too Large"
      },
      {
        "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(5000) + "\r\n\r\n",
        "431 Request Header Fields Too Large"
      },
    };
    for (String[] each : cases) {
      try (RawClient client = new RawClient(address)) {
        String all = client.send(each[0]).readAll();
        assertTrue(all.endsWith("\r\n\r\n" + each[1]), each[0] + " -> " + all);
        assertTrue(all.contains("Connection: close"), all);
      }
    }
    try (RawClient client = new RawClient(address)) {
      client.send("PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
      assertTrue(client.readAll().endsWith("invalid byte in chunk length"));
    }
  }

  @Test
  void streamsAreSentInChunksAndEndTheConnection() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      String all = client.send(get("/stream")).readAll();
      assertTrue(all.contains("Transfer-Encoding: chunked"), all);
      assertTrue(all.endsWith("\r\n\r\n1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n"), all);
    }
    try (RawClient client = new RawClient((InetSocketAddress) server.addresses().getFirst())) {
      String all = client.send("GET /stream HTTP/1.0\r\n\r\n").readAll();
      assertTrue(all.startsWith("HTTP/1.0 200") && all.endsWith("\r\n\r\nabc"), all);
    }
  }

  @Test
  void aClientThatGoesAwayEndsItsRequest() throws Exception {
    RawClient client = new RawClient(start(HttpServerConfig.DEFAULT));
    client.send(get("/wait"));
    waiting.await();
    client.close();
    assertEquals("/wait", cancelled.get(20, TimeUnit.SECONDS));
  }

  @Test
  void aClientThatDoesNotReadStopsItsStreamInsteadOfFillingMemory() throws Exception {
    RawClient client = new RawClient(start(HttpServerConfig.DEFAULT));
    client.send(get("/flood")).readUntil("\r\n\r\n");
    client.close();
    assertEquals("client has gone", cancelled.get(20, TimeUnit.SECONDS));
  }

  @Test
  void slowAndSilentClientsAreDisconnected() throws IOException {
    InetSocketAddress address = start(SHORT);
    try (RawClient silent = new RawClient(address);
        RawClient slow = new RawClient(address);
        RawClient idle = new RawClient(address)) {
      slow.send("GET / HTTP/1.1\r\nHost:");
      idle.send(get("/x"));
      assertEquals("", silent.readAll());
      assertEquals("", slow.readAll());
      assertTrue(idle.readAll().endsWith("GET /x"));
    }
  }

  @Test
  void aClientWithTooManyConnectionsIsToldSo() throws IOException {
    InetSocketAddress address =
        start(
            new HttpServerConfig(
                0,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                2));
    RawClient first = new RawClient(address);
    RawClient second = new RawClient(address);
    first.send(get("/a")).readUntil("GET /a");
    second.send(get("/a")).readUntil("GET /a");
    try (RawClient third = new RawClient(address)) {
      String all = third.readAll();
      assertTrue(all.startsWith("HTTP/1.1 429 Too Many Requests\r\n"), all);
      assertTrue(all.contains("Your IP is issuing too many concurrent connections"), all);
    }
    server.maxConnsPerClient(3);
    try (RawClient third = new RawClient(address)) {
      assertTrue(third.send(last("/b")).readAll().endsWith("GET /b"));
    }
    first.close();
    second.close();
  }

  @Test
  void aHandlerThatThrowsIsAServerErrorAndTheConnectionGoesOn() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      String all = client.send(get("/broken") + last("/end")).readAll();
      assertTrue(all.startsWith("HTTP/1.1 500"), all);
      assertTrue(all.endsWith("GET /end"), all);
    }
  }

  @Test
  void headHasAllButTheBody() throws IOException {
    try (RawClient client = new RawClient(start(HttpServerConfig.DEFAULT))) {
      String all =
          client.send("HEAD /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").readAll();
      assertTrue(all.contains("Content-Length: 7"), all);
      assertTrue(all.endsWith("\r\n\r\n"), all);
    }
  }

  @Test
  void closingAnswersWhatIsRunningAndRefusesWhatComes() throws Exception {
    InetSocketAddress address = start(HttpServerConfig.DEFAULT);
    try (RawClient client = new RawClient(address)) {
      client.send(get("/wait"));
      waiting.await();
      server.close(Duration.ofSeconds(20));
      String all = client.readAll();
      assertTrue(all.startsWith("HTTP/1.1 503") && all.endsWith("cancelled"), all);
    }
    // The kernel may still take a connection until the selector's next turn, and resets it then.
    assertThrows(
        IOException.class,
        () -> {
          try (RawClient late = new RawClient(address)) {
            late.send(get("/late"));
            late.readAll();
          }
        });
    assertEquals(0, server.openConnections());
  }

  @Test
  void aPortThatIsTakenIsAnError() throws IOException {
    InetSocketAddress address = start(HttpServerConfig.DEFAULT);
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                HttpServer.start(
                    HttpServerConfig.DEFAULT,
                    List.of(new Listener.Tcp(address)),
                    loops,
                    executor,
                    this::handle));
    assertTrue(refused.getMessage().contains("cannot listen"), refused.getMessage());
  }

  @Test
  void unixSocketsReplaceStaleFilesAndGetTheirMode(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("http.sock");
    Listener.Unix unix = new Listener.Unix(path, "", "", "0600");
    HttpServer crashed =
        HttpServer.start(HttpServerConfig.DEFAULT, List.of(unix), loops, executor, this::handle);
    assertEquals(
        "rw-------",
        java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    HttpServer again =
        HttpServer.start(HttpServerConfig.DEFAULT, List.of(unix), loops, executor, this::handle);
    try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      client.connect(UnixDomainSocketAddress.of(path));
      client.write(ByteBuffer.wrap(last("/unix").getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(1000);
      while (client.read(answer) >= 0) {
        assertTrue(answer.hasRemaining());
      }
      assertTrue(
          new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
              .endsWith("GET /unix"));
    }
    again.close(Duration.ZERO);
    assertFalse(Files.exists(path));
    crashed.close(Duration.ZERO);
    Path file = Files.createFile(folder.resolve("file"));
    assertThrows(
        IOException.class,
        () ->
            HttpServer.start(
                HttpServerConfig.DEFAULT,
                List.of(new Listener.Unix(file, "", "", "")),
                loops,
                executor,
                this::handle));
    assertTrue(Files.exists(file));
  }
}
