// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.rpc.Methods;
import io.praetor.rpc.TestServer;
import io.praetor.rpc.net.Dispatcher;
import io.praetor.rpc.net.MethodTable;
import io.praetor.rpc.yamux.FrameHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests that never become whole.
@Timeout(60)
class RequestMemoryTest {
  private static final MultiThreadIoEventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private static final int SIZE = 100_000;

  private final RequestMemory memory = new RequestMemory(150_000);

  @AfterAll
  static void stopLoops() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private ServerPort open(ExecutorService executor) throws IOException {
    Dispatcher dispatcher =
        new Dispatcher(new MethodTable(Methods.ALL), new TestServer().rpc(), PortedServer.FILTER);
    return ServerPort.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .on(FirstByte.RPC, new SingleServer(dispatcher, executor, memory))
        .on(FirstByte.MULTIPLEX, new MultiplexServer(dispatcher, executor, memory))
        .start(LOOPS);
  }

  /// An empty header, and a text of ten million bytes that ends early.
  private static byte[] half() {
    byte[] half = new byte[SIZE];
    byte[] begin = HexFormat.of().parseHex("80db00989680");
    System.arraycopy(begin, 0, half, 0, begin.length);
    return half;
  }

  private static void send(OutputStream out, int stream) throws IOException {
    out.write(new FrameHeader(FrameHeader.DATA, FrameHeader.SYN, stream, SIZE).bytes());
    out.write(half());
  }

  private static String frame(Socket socket) throws IOException {
    return HexFormat.of().formatHex(socket.getInputStream().readNBytes(FrameHeader.SIZE));
  }

  @Test
  void streamsThatDoNotFitAreReset() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        ServerPort port = open(executor)) {
      try (Socket socket = new Socket(port.address().getAddress(), port.address().getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write(FirstByte.MULTIPLEX.value());
        send(out, 1);
        assertEquals("000100020000000100000000", frame(socket));
        send(out, 3);
        assertEquals("000100020000000300000000", frame(socket));
        assertEquals("000100080000000300000000", frame(socket));
        assertEquals(SIZE, memory.held(), "the first one goes on");
      }
      port.close();
      LOOPS.next().submit(() -> {}).get();
      assertEquals(0, memory.held());
    }
  }

  @Test
  void socketsThatDoNotFitAreClosed() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        ServerPort port = open(executor)) {
      try (Socket socket = new Socket(port.address().getAddress(), port.address().getPort())) {
        socket.getOutputStream().write(FirstByte.RPC.value());
        socket.getOutputStream().write(half());
        socket.getOutputStream().write(new byte[SIZE]);
        assertEquals(-1, socket.getInputStream().read());
      } catch (SocketException reset) {
        // As good as closed.
      }
      port.close();
      LOOPS.next().submit(() -> {}).get();
      assertEquals(0, memory.held());
    }
  }

  @Test
  void countsWhatEachHolds() {
    RequestMemory.Share one = memory.new Share();
    RequestMemory.Share two = memory.new Share();
    assertTrue(one.set(SIZE));
    assertFalse(two.set(SIZE));
    two.leave();
    assertTrue(one.set(SIZE + 1));
    one.leave();
    assertTrue(one.set(SIZE), "nobody is there any more");
    assertEquals(0, memory.held());
  }
}
