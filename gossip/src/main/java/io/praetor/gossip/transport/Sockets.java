// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketCodec;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.packet.StreamCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The UDP and TCP sides of a pool's port. Bytes are unwrapped on the event loops and wrapped on the
/// caller's thread.
///
/// Bounds: a packet that finds the socket's buffer full is dropped, as UDP does; at most 128 streams
/// are open from peers, and together they may hold no more than 64 MiB.
final class Sockets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.memberlist");
  private static final int MAX_DATAGRAM = 65_535;
  private static final int RECEIVE_BUFFER = 2 << 20;
  private static final int MAX_STREAMS = 128;

  /// What arrives, on any thread.
  interface Receiver {
    void packet(List<Message> messages, InetSocketAddress from);

    /// A peer's stream has said its message; `reply` or `close` is to follow.
    void stream(long id, byte[] message);

    void answered(long id, byte[] message);

    void failed(long id, String why);
  }

  private final EventLoopGroup loops;
  private final Receiver receiver;
  private final Supplier<Security> security;
  private final RandomGenerator random;
  private final long timeoutNanos;
  private final AtomicLong lastStream = new AtomicLong();
  private final Map<Long, Channel> streams = new ConcurrentHashMap<>();
  private final StreamBudget budget = new StreamBudget();
  private final Channel udp;
  private final Channel tcp;

  /// @param random for nonces; must be safe for cryptography and for many threads
  /// @throws IOException when the port cannot be had
  Sockets(
      EventLoopGroup loops,
      InetSocketAddress bind,
      Receiver receiver,
      Supplier<Security> security,
      RandomGenerator random,
      long timeoutNanos)
      throws IOException {
    this.loops = loops;
    this.receiver = receiver;
    this.security = security;
    this.random = random;
    this.timeoutNanos = timeoutNanos;
    this.tcp = bound(listen(bind), "tcp", bind);
    try {
      this.udp = bound(datagrams(bind), "udp", bind);
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  private static Channel bound(ChannelFuture future, String network, InetSocketAddress bind)
      throws IOException {
    future.awaitUninterruptibly();
    if (!future.isSuccess()) {
      Throwable cause = future.cause();
      String why =
          cause instanceof java.net.BindException
              ? "bind: address already in use"
              : cause.getMessage();
      throw new IOException("listen " + network + " " + Go.hostPort(bind) + ": " + why, cause);
    }
    return future.channel();
  }

  private ChannelFuture datagrams(InetSocketAddress bind) {
    return new Bootstrap()
        .group(loops)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM))
        .handler(new Datagrams())
        .bind(bind);
  }

  private ChannelFuture listen(InetSocketAddress bind) {
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                if (streams.size() >= MAX_STREAMS) {
                  LOG.warn("too many streams, closing one: from={}", channel.remoteAddress());
                  channel.close();
                  return;
                }
                long id = lastStream.incrementAndGet();
                streams.put(id, channel);
                channel.closeFuture().addListener(f -> streams.remove(id));
                channel
                    .pipeline()
                    .addLast(new StreamHandler(budget, timeoutNanos, new Accepted(id, channel)));
              }
            })
        .bind(bind);
  }

  /// Never waits; drops the packet when the socket cannot take it.
  void send(InetSocketAddress to, byte[] message, boolean checksum) {
    if (udp.isWritable()) {
      byte[] sealed = PacketCodec.seal(message, checksum, security.get(), random);
      udp.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(sealed), to), udp.voidPromise());
    }
  }

  void exchange(long id, InetSocketAddress to, byte[] message, long timeout) {
    byte[] sealed = StreamCodec.seal(message, true, security.get(), random);
    Dialled dialled = new Dialled(id, to);
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(1, timeout / 1_000_000))
        .handler(new StreamHandler(budget, timeout, dialled))
        .connect(to)
        .addListener(
            (ChannelFutureListener)
                future -> {
                  if (future.isSuccess()) {
                    future.channel().writeAndFlush(Unpooled.wrappedBuffer(sealed));
                  } else {
                    dialled.over(
                        "dial tcp " + Go.hostPort(to) + ": " + Go.dialError(future.cause()));
                  }
                });
  }

  void reply(long stream, byte[] message) {
    Channel channel = streams.get(stream);
    if (channel != null) {
      byte[] sealed = StreamCodec.seal(message, false, security.get(), random);
      channel
          .writeAndFlush(Unpooled.wrappedBuffer(sealed))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  void close(long stream) {
    Channel channel = streams.get(stream);
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public void close() {
    udp.close().awaitUninterruptibly();
    tcp.close().awaitUninterruptibly();
    streams.values().forEach(Channel::close);
  }

  private final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      ByteBuf content = packet.content();
      byte[] bytes = new byte[content.readableBytes()];
      content.readBytes(bytes);
      List<Message> messages = new ArrayList<>();
      try {
        PacketCodec.open(bytes, security.get(), messages::add);
      } catch (PacketException e) {
        LOG.warn("packet refused: from={} error={}", packet.sender(), e.getMessage());
      }
      if (!messages.isEmpty()) {
        receiver.packet(messages, packet.sender());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      LOG.debug("datagram socket: error={}", cause.toString());
    }
  }

  /// A stream that a peer opened.
  private final class Accepted implements StreamHandler.Owner {
    private final long id;
    private final Channel channel;

    Accepted(long id, Channel channel) {
      this.id = id;
      this.channel = channel;
    }

    @Override
    public void message(byte[] wrapped) {
      try {
        receiver.stream(id, StreamCodec.open(wrapped, false, security.get()));
      } catch (PacketException e) {
        refused(String.valueOf(e.getMessage()));
      }
    }

    /// The peer is told why.
    @Override
    public void refused(String why) {
      LOG.error("stream refused: from={} error={}", channel.remoteAddress(), why);
      reply(id, Messages.encode(new Message.Err(why)));
    }

    @Override
    public void over(String why) {
      LOG.debug("stream ended early: from={} error={}", channel.remoteAddress(), why);
    }
  }

  /// A stream that we opened; reports once.
  private final class Dialled implements StreamHandler.Owner {
    private final long id;
    private final InetSocketAddress to;
    private boolean reported;

    Dialled(long id, InetSocketAddress to) {
      this.id = id;
      this.to = to;
    }

    @Override
    public void message(byte[] wrapped) {
      try {
        byte[] message = StreamCodec.open(wrapped, true, security.get());
        if (!reported) {
          reported = true;
          receiver.answered(id, message);
        }
      } catch (PacketException e) {
        over(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void refused(String why) {
      over(why);
    }

    @Override
    public void over(String why) {
      if (!reported) {
        reported = true;
        LOG.debug("exchange failed: to={} error={}", to, why);
        receiver.failed(id, why);
      }
    }
  }
}
