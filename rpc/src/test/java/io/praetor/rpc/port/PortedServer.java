// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.channel.EventLoopGroup;
import io.praetor.rpc.Method;
import io.praetor.rpc.Methods;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.TestServer;
import io.praetor.rpc.forward.DatacenterRoutes;
import io.praetor.rpc.forward.ForwardingRpc;
import io.praetor.rpc.forward.ServerRoutes;
import io.praetor.rpc.net.Dispatcher;
import io.praetor.rpc.net.MethodTable;
import io.praetor.rpc.net.ReplyFilter;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// A server on a port of its own, with a pool to others.
final class PortedServer implements AutoCloseable {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /// Real filters need the schemas of the API; here any expression removes everything.
  static final ReplyFilter FILTER =
      new ReplyFilter() {
        @Override
        public <R> UnaryOperator<R> of(Method.Read<?, R> method, String expression) {
          return value -> method.reply().zero();
        }
      };

  static final PortDialer PLAIN = new PortDialer(() -> PortTls.OFF, Duration.ofSeconds(10));

  final TestServer server = new TestServer();
  final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  final RpcPool pool;
  final Rpc rpc;
  private final EventLoopGroup loops;
  private ServerPort port;

  PortedServer(EventLoopGroup loops) throws IOException {
    this.loops = loops;
    Duration hold = Duration.ofMillis(300);
    pool = new RpcPool(loops, PLAIN, new CallDeadlines(Duration.ofSeconds(20), hold));
    rpc =
        new ForwardingRpc(
            ServerRoutes.of(
                server.rpc(),
                server.raft(),
                "dc1",
                new InetSocketAddress(1),
                new DatacenterRoutes("dc1", new InetSocketAddress(1), new Random(3))),
            pool,
            datacenter -> pool,
            hold,
            System::nanoTime,
            new Random(3));
    port = open(ANY);
  }

  private ServerPort open(InetSocketAddress address) throws IOException {
    Dispatcher dispatcher = new Dispatcher(new MethodTable(Methods.ALL), rpc, FILTER);
    return ServerPort.builder(address)
        .on(FirstByte.RPC, new SingleServer(dispatcher, executor, RequestMemory.ofHeap()))
        .on(FirstByte.MULTIPLEX, new MultiplexServer(dispatcher, executor, RequestMemory.ofHeap()))
        .start(loops);
  }

  InetSocketAddress address() {
    return port.address();
  }

  String text() {
    return "127.0.0.1:" + address().getPort();
  }

  int connections() {
    return port.openConnections();
  }

  /// Closes the port with its connections and opens it at the same address.
  void restart() throws IOException {
    InetSocketAddress address = address();
    port.close();
    port = openOnceFree(address);
  }

  /// The selector gives a closed listener's address back on its next turn, not at once.
  private ServerPort openOnceFree(InetSocketAddress address) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      try {
        return open(address);
      } catch (IOException e) {
        if (!(e.getCause() instanceof BindException) || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.yield();
      }
    }
  }

  void closePort() {
    port.close();
  }

  @Override
  public void close() {
    port.close();
    pool.close();
    executor.shutdownNow();
  }
}
