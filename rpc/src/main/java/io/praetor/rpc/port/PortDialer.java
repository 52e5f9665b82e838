// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/// Connects to the server port of others, behind TLS when outgoing connections are to be verified.
public final class PortDialer {
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  private final Supplier<PortTls> tls;
  private final int timeoutMillis;

  /// @param tls asked for each connection
  /// @param timeout to connect, and again for the handshake
  public PortDialer(Supplier<PortTls> tls, Duration timeout) {
    this(tls, (int) timeout.toMillis());
  }

  private PortDialer(Supplier<PortTls> tls, int timeoutMillis) {
    this.tls = tls;
    this.timeoutMillis = timeoutMillis;
  }

  /// The same, to servers that have another name on their certificates than those of the own
  /// datacenter: `server.<datacenter>.<domain>`.
  public PortDialer toward(String serverName) {
    return new PortDialer(() -> tls.get().toward(serverName), timeoutMillis);
  }

  PortTls tls() {
    return tls.get();
  }

  /// Begins to connect. The future completes, on the event loop, with a channel that is ready for
  /// the byte that names the protocol.
  public Future<Channel> dial(EventLoop loop, InetSocketAddress server) {
    Promise<Channel> ready = loop.newPromise();
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(server);
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            connected(connecting.channel(), server, ready);
          } else {
            ready.setFailure(done.cause());
          }
        });
    return ready;
  }

  private void connected(Channel channel, InetSocketAddress server, Promise<Channel> ready) {
    PortTls now = tls.get();
    if (!now.verifyOutgoing()) {
      ready.setSuccess(channel);
      return;
    }
    SslHandler handshake = new SslHandler(now.clientEngine(server));
    handshake.setHandshakeTimeoutMillis(timeoutMillis);
    channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) FirstByte.TLS.value()}));
    channel.pipeline().addLast(handshake);
    handshake
        .handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                ready.setSuccess(channel);
              } else {
                ready.setFailure(done.cause());
                channel.close();
              }
            });
  }
}
