// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.connect.CaSignRequest;
import io.praetor.rpc.AutoEncryptMethods;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Methods;
import io.praetor.rpc.OwnAnswers;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.Snapshots;
import io.praetor.rpc.StatusMethods;
import io.praetor.rpc.TestServer;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.net.Dispatcher;
import io.praetor.rpc.net.MethodTable;
import io.praetor.rpc.net.Recorded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The server port behind TLS. The certificate `server` is for `server.dc1.consul`, `other` for
/// `client.dc1.consul`; one authority signed both, for a hundred years.
@Timeout(60)
class TlsPortTest {
  private static final MultiThreadIoEventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Copy snapshots = new Copy();

  /// Gives back what was restored.
  private static final class Copy implements Snapshots {
    private byte[] content = new byte[400_000];

    @Override
    public Saved save(Request request) {
      return new Saved() {
        @Override
        public QueryMeta meta() {
          return new QueryMeta(7, Duration.ZERO, true, "leader", false);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
          out.write(content);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void restore(Request request, InputStream file) throws IOException {
      content = file.readAllBytes();
    }
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @AfterAll
  static void stopLoops() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static KeyStore store(String name, String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in =
        Objects.requireNonNull(TlsPortTest.class.getResourceAsStream(name + ".p12"))) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  private static SSLContext context(String identity) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(identity, "test"), "test".toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store("trust", "testtest"));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static PortTls tls(String identity, boolean verify) throws Exception {
    return new PortTls(
        context(identity),
        List.of("TLSv1.2", "TLSv1.3"),
        List.of(),
        true,
        true,
        verify,
        true,
        verify,
        "server.dc1.consul");
  }

  private ServerPort port(PortTls tls) throws IOException {
    Dispatcher dispatcher =
        new Dispatcher(new MethodTable(Methods.ALL), new TestServer().rpc(), PortedServer.FILTER);
    return ServerPort.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .on(FirstByte.RPC, new SingleServer(dispatcher, executor, RequestMemory.ofHeap()))
        .on(FirstByte.MULTIPLEX, new MultiplexServer(dispatcher, executor, RequestMemory.ofHeap()))
        .on(FirstByte.SNAPSHOT, new SnapshotServer(snapshots, executor))
        .on(FirstByte.RAFT, TlsPortTest::echo)
        .on(FirstByte.TLS_INSECURE, new SingleServer(insecure(), executor, RequestMemory.ofHeap()))
        .tls(() -> tls)
        .start(LOOPS);
  }

  /// Refuses in Consul's words, as a server does that is not told to allow it.
  private static Dispatcher insecure() {
    OwnAnswers own = new OwnAnswers(new TestServer().context());
    return new Dispatcher(new MethodTable(Methods.INSECURE), own, PortedServer.FILTER);
  }

  @Test
  void whoHasNoCertificateCanOnlyAskForOne() throws Exception {
    CaSignRequest request = new CaSignRequest("dc1", "");
    PortTls nobody = withoutIdentity();
    try (ServerPort port = port(tls("server", true))) {
      ConsulException refused =
          assertThrows(
              ConsulException.class,
              () ->
                  InsecureCall.ask(
                      port.address(),
                      nobody,
                      AutoEncryptMethods.SIGN,
                      request,
                      WriteOptions.DEFAULT));
      assertEquals(
          "rpcinsecure: error making call: AutoEncrypt.AllowTLS must be enabled in order to use"
              + " this endpoint",
          refused.text());
      ConsulException unknown =
          assertThrows(
              ConsulException.class,
              () ->
                  InsecureCall.ask(
                      port.address(),
                      nobody,
                      StatusMethods.PING,
                      CatalogMethods.Done.DONE,
                      WriteOptions.DEFAULT));
      assertTrue(unknown.text().endsWith("rpc: can't find service Status.Ping"), unknown::text);
      assertThrows(RemoteFailure.class, () -> ping(port, nobody));
    }
    // The caller still looks whom it calls.
    try (ServerPort port = port(tls("other", true))) {
      assertThrows(
          RemoteFailure.class,
          () ->
              InsecureCall.ask(
                  port.address(), nobody, AutoEncryptMethods.SIGN, request, WriteOptions.DEFAULT));
    }
  }

  private static PortTls withoutIdentity() throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store("trust", "testtest"));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new PortTls(
        context,
        List.of("TLSv1.2", "TLSv1.3"),
        List.of(),
        false,
        true,
        true,
        true,
        true,
        "server.dc1.consul");
  }

  private static void echo(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object message) {
                ctx.writeAndFlush((ByteBuf) message);
              }
            });
  }

  private static PortDialer dialer(PortTls tls) {
    return new PortDialer(() -> tls, Duration.ofSeconds(10));
  }

  private static void ping(ServerPort port, PortTls tls) throws InterruptedException {
    try (RpcPool pool =
        new RpcPool(
            LOOPS, dialer(tls), new CallDeadlines(Duration.ofSeconds(10), Duration.ofSeconds(1)))) {
      pool.ask(port.address(), StatusMethods.PING, CatalogMethods.Done.DONE, WriteOptions.DEFAULT);
    }
  }

  @Test
  void callsOverTls() throws Exception {
    try (ServerPort port = port(tls("server", true))) {
      ping(port, tls("other", true));
    }
  }

  @Test
  void refusesPlainConnectionsWhenTheyAreToBeVerified() throws Exception {
    try (ServerPort port = port(tls("server", true))) {
      assertThrows(RemoteFailure.class, () -> ping(port, PortTls.OFF));
      for (int first : new int[] {0, 1, 4, 5, 8}) {
        try (Socket socket = new Socket(port.address().getAddress(), port.address().getPort())) {
          socket.getOutputStream().write(new byte[] {(byte) first, 1, 2});
          assertEquals(0, rest(socket).length, "byte " + first);
        }
      }
    }
    try (ServerPort port = port(tls("server", false))) {
      ping(port, PortTls.OFF);
    }
  }

  @Test
  void takesNoServerForAnother() throws Exception {
    try (ServerPort port = port(tls("other", true))) {
      RemoteFailure refused =
          assertThrows(RemoteFailure.class, () -> ping(port, tls("other", true)));
      assertEquals(RemoteFailure.Stage.NOT_SENT, refused.stage());
      ping(port, tls("other", false));
    }
  }

  @Test
  void savesAndRestoresOverTls() throws Exception {
    try (ServerPort port = port(tls("server", true))) {
      SnapshotClient client = new SnapshotClient(port.address(), dialer(tls("other", true)));
      Snapshots.Request request = new Snapshots.Request("", "", false);
      byte[] file = new byte[900_000];
      file[5] = 5;
      client.restore(request, new ByteArrayInputStream(file));
      ByteArrayOutputStream saved = new ByteArrayOutputStream();
      try (Snapshots.Saved save = client.save(request)) {
        save.writeTo(saved);
      }
      assertArrayEquals(file, saved.toByteArray());
    }
  }

  private static byte[] rest(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      return new byte[0];
    }
  }

  private static SSLSocket secure(ServerPort port, String identity, String alpn) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            context(identity)
                .getSocketFactory()
                .createSocket(port.address().getAddress(), port.address().getPort());
    if (!alpn.isEmpty()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {alpn});
      socket.setSSLParameters(parameters);
    }
    return socket;
  }

  @Test
  void negotiatesTheProtocolInsteadOfAByte() throws Exception {
    Recorded ping =
        Recorded.all().stream()
            .filter(call -> call.id().equals("rpc-Status.Ping"))
            .findFirst()
            .orElseThrow();
    try (ServerPort port = port(tls("server", true))) {
      try (SSLSocket socket = secure(port, "other", "consul/rpc-single")) {
        socket.getOutputStream().write(ping.request());
        assertArrayEquals(ping.reply(), socket.getInputStream().readNBytes(ping.reply().length));
      }
      for (String name : List.of("", "consul/nope")) {
        try (SSLSocket socket = secure(port, "other", name)) {
          socket.getOutputStream().write(ping.request());
          assertEquals(0, socket.getInputStream().readAllBytes().length);
        } catch (IOException refused) {
          assertTrue(refused.getMessage() != null);
        }
      }
    }
  }

  @Test
  void letsOnlyServersSpeakRaft() throws Exception {
    try (ServerPort port = port(tls("server", true))) {
      try (SSLSocket socket = secure(port, "server", "consul/raft")) {
        socket.getOutputStream().write('x');
        assertEquals('x', socket.getInputStream().read());
      }
      try (SSLSocket socket = secure(port, "other", "consul/raft")) {
        socket.getOutputStream().write('x');
        assertEquals(-1, socket.getInputStream().read());
      } catch (SocketException reset) {
        // As good as closed.
      }
      try (Socket plain = new Socket(port.address().getAddress(), port.address().getPort())) {
        plain.getOutputStream().write(FirstByte.TLS.value());
        SSLSocket socket =
            (SSLSocket)
                context("other").getSocketFactory().createSocket(plain, "localhost", 1, true);
        socket.getOutputStream().write(new byte[] {1, 'x'});
        assertEquals(-1, socket.getInputStream().read());
      } catch (SocketException reset) {
        // As good as closed.
      }
    }
  }
}
