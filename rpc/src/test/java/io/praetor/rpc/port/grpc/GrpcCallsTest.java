// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.OperatorMethods;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.RemoteCalls;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.StatusMethods;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.grpc.GrpcException;
import io.praetor.rpc.grpc.GrpcMethod;
import io.praetor.rpc.grpc.GrpcStatus;
import io.praetor.rpc.port.FirstByte;
import io.praetor.rpc.port.PortDialer;
import io.praetor.rpc.port.PortTls;
import io.praetor.rpc.port.ServerPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls by gRPC over real sockets, among them the one that hands leadership over.
@Timeout(60)
class GrpcCallsTest {
  private static final MultiThreadIoEventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<String> asked = new AtomicReference<>("");
  private final GrpcCalls calls =
      new GrpcCalls(
          LOOPS, new PortDialer(() -> PortTls.OFF, Duration.ofSeconds(5)), Duration.ofSeconds(20));
  private ServerPort port;

  @AfterAll
  static void stop() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @BeforeEach
  void open() throws IOException {
    List<GrpcMethod> methods =
        List.of(
            new GrpcMethod("test.Echo", "Say", (request, replies) -> replies.send(request)),
            new GrpcMethod("test.Echo", "Say nothing", (request, replies) -> {}),
            new GrpcMethod(
                "test.Echo",
                "Refuse",
                (request, replies) -> {
                  throw new GrpcException(GrpcStatus.ABORTED, "50 % of \"this\" — no");
                }));
    port =
        ServerPort.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .on(
                FirstByte.GRPC,
                new GrpcServer(
                    Stream.of(methods, OperatorGrpc.methods(new Leader()))
                        .flatMap(List::stream)
                        .toList(),
                    executor))
            .start(LOOPS);
  }

  @AfterEach
  void close() {
    port.close();
    executor.shutdownNow();
  }

  /// Remembers whom it was asked to hand over to, and refuses one name.
  private final class Leader implements Rpc {
    @Override
    public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options) {
      throw new AssertionError(method.name());
    }

    @Override
    public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options) {
      throw new AssertionError(method.name());
    }

    @Override
    @SuppressWarnings("unchecked") // Only one method is asked here.
    public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options) {
      String id = ((OperatorMethods.Peer) request).id();
      if (id.equals("nobody")) {
        throw new ConsulException("cannot find peer");
      }
      asked.set(method.name() + " " + id);
      return (R) Boolean.TRUE;
    }
  }

  @Test
  void aMessageGoesAndComesBack() throws InterruptedException {
    byte[] message = new byte[20_000];
    message[19_999] = 7;
    assertArrayEquals(message, calls.call(port.address(), "/test.Echo/Say", message));
    assertArrayEquals(new byte[0], calls.call(port.address(), "/test.Echo/Say", new byte[0]));
  }

  @Test
  void aRefusalHasItsText() {
    RemoteFailure refused =
        assertThrows(
            RemoteFailure.class,
            () -> calls.call(port.address(), "/test.Echo/Refuse", new byte[0]));
    assertEquals(RemoteFailure.Stage.REFUSED, refused.stage());
    assertEquals("rpc error making call: 50 % of \"this\" — no", refused.text());
    RemoteFailure unknown =
        assertThrows(
            RemoteFailure.class, () -> calls.call(port.address(), "/test.Echo/What", new byte[0]));
    assertTrue(unknown.text().contains("What"), unknown.text());
  }

  @Test
  void anAnswerWithoutAMessageIsNone() {
    RemoteFailure none =
        assertThrows(
            RemoteFailure.class,
            () -> calls.call(port.address(), "/test.Echo/Say nothing", new byte[0]));
    assertEquals(RemoteFailure.Stage.NO_ANSWER, none.stage());
  }

  @Test
  void whereNobodyListensNothingWasSent() throws IOException {
    InetSocketAddress gone;
    try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gone = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
    RemoteFailure failure =
        assertThrows(RemoteFailure.class, () -> calls.call(gone, "/test.Echo/Say", new byte[0]));
    assertEquals(RemoteFailure.Stage.NOT_SENT, failure.stage());
  }

  @Test
  void leadershipIsHandedOverThisWay() throws InterruptedException {
    RemoteCalls remote = OperatorGrpc.over(calls, new Others());
    assertTrue(
        remote.ask(
            port.address(),
            OperatorMethods.TRANSFER_LEADER,
            new OperatorMethods.Peer("s2", ""),
            WriteOptions.DEFAULT));
    assertEquals("Operator.TransferLeader s2", asked.get());
    RemoteFailure refused =
        assertThrows(
            RemoteFailure.class,
            () ->
                remote.ask(
                    port.address(),
                    OperatorMethods.TRANSFER_LEADER,
                    new OperatorMethods.Peer("nobody", ""),
                    WriteOptions.DEFAULT));
    assertEquals("rpc error making call: cannot find peer", refused.text());
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            remote.ask(
                port.address(),
                StatusMethods.PING,
                io.praetor.rpc.CatalogMethods.Done.DONE,
                WriteOptions.DEFAULT),
        "all else goes the usual way");
  }

  private static final class Others implements RemoteCalls {
    @Override
    public <Q, R> Reply<R> read(
        InetSocketAddress server, Method.Read<Q, R> method, Q argument, QueryOptions options) {
      throw new UnsupportedOperationException(method.name());
    }

    @Override
    public <Q, R> R write(
        InetSocketAddress server, Method.Write<Q, R> method, Q argument, WriteOptions options) {
      throw new UnsupportedOperationException(method.name());
    }

    @Override
    public <Q, R> R ask(
        InetSocketAddress server, Method.Ask<Q, R> method, Q argument, WriteOptions options) {
      throw new UnsupportedOperationException(method.name());
    }
  }
}
