// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ServerPortTest {
  private static final MultiThreadIoEventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @AfterAll
  static void stop() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /// Sends back what it reads.
  private static void echo(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object message) {
                ctx.writeAndFlush(((ByteBuf) message).retain());
                ((ByteBuf) message).release();
              }
            });
  }

  private static ServerPort.Builder port() {
    return ServerPort.builder(ANY).on(FirstByte.RAFT, ServerPortTest::echo);
  }

  private static Socket connect(ServerPort port) throws IOException {
    return new Socket(port.address().getAddress(), port.address().getPort());
  }

  /// What is read until the peer closes or resets.
  private static byte[] rest(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      return new byte[0];
    }
  }

  @Test
  void handsOnWhatCameWithTheFirstByteAndAfterIt() throws IOException {
    try (ServerPort port = port().start(LOOPS);
        Socket socket = connect(port)) {
      socket.getOutputStream().write(new byte[] {1, 'a', 'b'});
      assertArrayEquals(new byte[] {'a', 'b'}, socket.getInputStream().readNBytes(2));
      socket.getOutputStream().write('c');
      assertEquals('c', socket.getInputStream().read());
    }
  }

  @Test
  void takesTheFirstByteAlone() throws IOException {
    try (ServerPort port = port().start(LOOPS);
        Socket socket = connect(port)) {
      socket.getOutputStream().write(1);
      socket.getOutputStream().flush();
      socket.getOutputStream().write('x');
      assertEquals('x', socket.getInputStream().read());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 4, 5, 6, 7, 8, 9, 0x16, 0x63, 0xff})
  void closesWhatNobodySpeaks(int first) throws IOException {
    try (ServerPort port = port().start(LOOPS);
        Socket socket = connect(port)) {
      socket.getOutputStream().write(new byte[] {(byte) first, 1, 2, 3});
      assertEquals(0, rest(socket).length);
    }
  }

  @Test
  void closesTheSilent() throws IOException {
    try (ServerPort port = port().handshakeTimeout(Duration.ofMillis(20)).start(LOOPS);
        Socket socket = connect(port)) {
      assertEquals(0, rest(socket).length);
    }
  }

  @Test
  void limitsTheConnectionsOfOneAddress() throws IOException {
    try (ServerPort port = port().connectionsPerClient(1).start(LOOPS)) {
      try (Socket first = connect(port)) {
        first.getOutputStream().write(new byte[] {1, 'a'});
        assertEquals('a', first.getInputStream().read());
        try (Socket second = connect(port)) {
          assertEquals(0, rest(second).length);
        }
        first.getOutputStream().write('b');
        assertEquals('b', first.getInputStream().read());
      }
    }
  }

  @Test
  void closesItsConnectionsWithItself() throws IOException {
    ServerPort port = port().start(LOOPS);
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(new byte[] {1, 'a'});
      assertEquals('a', socket.getInputStream().read());
      port.close();
      assertEquals(0, rest(socket).length);
    }
  }

  @Test
  void saysThatItsAddressIsTaken() throws IOException {
    try (ServerPort port = port().start(LOOPS)) {
      IOException taken =
          assertThrows(IOException.class, () -> ServerPort.builder(port.address()).start(LOOPS));
      assertEquals(
          "listen tcp 127.0.0.1:" + port.address().getPort() + ": bind: address already in use",
          taken.getMessage());
    }
  }

  @Test
  void changesTheLimitWhileOpen() throws IOException {
    try (ServerPort port = port().connectionsPerClient(1).start(LOOPS);
        Socket first = connect(port)) {
      first.getOutputStream().write(new byte[] {1, 'a'});
      assertEquals('a', first.getInputStream().read());
      port.connectionsPerClient(2);
      try (Socket second = connect(port)) {
        second.getOutputStream().write(new byte[] {1, 'b'});
        assertEquals('b', second.getInputStream().read());
      }
    }
  }
}
