// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.praetor.dns.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One packet to one recursor, and its reply. A connected socket for each: the kernel then drops what
/// others send, and says at once when nobody listens there.
final class Upstreams {
  /// Sockets at a time; a question beyond has no reply.
  private static final int MOST_SOCKETS = 1024;

  private static final int MAX_DATAGRAM_BYTES = 65535;

  private final EventLoopGroup loops;
  private final AtomicInteger sockets = new AtomicInteger();

  Upstreams(EventLoopGroup loops) {
    this.loops = loops;
  }

  /// The first packet that is a reply of ours, or null after a failure or the time-out. What is not
  /// ours over UDP is read over; over TCP it ends the wait.
  CompletableFuture<byte @Nullable []> ask(
      byte[] packet,
      Transport transport,
      InetSocketAddress recursor,
      Duration timeout,
      Predicate<byte[]> ours) {
    CompletableFuture<byte @Nullable []> reply = new CompletableFuture<>();
    if (sockets.incrementAndGet() > MOST_SOCKETS) {
      sockets.decrementAndGet();
      reply.complete(null);
      return reply;
    }
    long timeoutMillis = Math.max(1, timeout.toMillis());
    ChannelFuture connecting =
        switch (transport) {
          case UDP -> udp(reply, ours).connect(recursor);
          case TCP -> tcp(reply, ours, timeoutMillis).connect(recursor);
        };
    var timer =
        connecting
            .channel()
            .eventLoop()
            .schedule(() -> reply.complete(null), timeoutMillis, TimeUnit.MILLISECONDS);
    reply.whenComplete(
        (said, failed) -> {
          timer.cancel(false);
          connecting.channel().close();
          sockets.decrementAndGet();
        });
    connecting.addListener(
        (ChannelFutureListener)
            connected -> {
              if (connected.isSuccess()) {
                send(connected, packet, transport, recursor, reply);
              } else {
                reply.complete(null);
              }
            });
    return reply;
  }

  private static void send(
      ChannelFuture connected,
      byte[] packet,
      Transport transport,
      InetSocketAddress recursor,
      CompletableFuture<byte @Nullable []> reply) {
    Object out =
        switch (transport) {
          case UDP -> new DatagramPacket(Unpooled.wrappedBuffer(packet), recursor);
          case TCP -> {
            byte[] length = {(byte) (packet.length >> 8), (byte) packet.length};
            yield Unpooled.wrappedBuffer(length, packet);
          }
        };
    connected
        .channel()
        .writeAndFlush(out)
        .addListener(
            (ChannelFutureListener)
                sent -> {
                  if (!sent.isSuccess()) {
                    reply.complete(null);
                  }
                });
  }

  private Bootstrap udp(CompletableFuture<byte @Nullable []> reply, Predicate<byte[]> ours) {
    return new Bootstrap()
        .group(loops)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES))
        .handler(
            new SimpleChannelInboundHandler<DatagramPacket>() {
              @Override
              protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
                byte[] said = ByteBufUtil.getBytes(datagram.content());
                if (ours.test(said)) {
                  reply.complete(said);
                }
              }

              @Override
              public void exceptionCaught(ChannelHandlerContext context, Throwable unreachable) {
                reply.complete(null);
              }
            });
  }

  private Bootstrap tcp(
      CompletableFuture<byte @Nullable []> reply, Predicate<byte[]> ours, long timeoutMillis) {
    return new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(timeoutMillis, Integer.MAX_VALUE))
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new TcpFrames(),
                        new SimpleChannelInboundHandler<ByteBuf>() {
                          @Override
                          protected void channelRead0(
                              ChannelHandlerContext context, ByteBuf frame) {
                            byte[] said = ByteBufUtil.getBytes(frame);
                            reply.complete(ours.test(said) ? said : null);
                          }

                          @Override
                          public void channelInactive(ChannelHandlerContext context) {
                            reply.complete(null);
                          }

                          @Override
                          public void exceptionCaught(
                              ChannelHandlerContext context, Throwable cause) {
                            reply.complete(null);
                          }
                        });
              }
            });
  }
}
