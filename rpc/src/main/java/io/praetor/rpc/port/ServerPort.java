// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The port on which servers listen to each other and to client agents. It looks at the first byte of
/// a connection and hands the rest to whoever speaks that protocol:
///
///     ServerPort port = ServerPort.builder(address)
///         .on(FirstByte.RAFT, transport::accept)
///         .start(threads.loops());
///
/// One client address may have so many connections open, and none may be silent at its start.
public final class ServerPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");
  private static final int BACKLOG = 1024;
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);
  private static final int CONNECTIONS_PER_CLIENT = 100;

  private final Map<Integer, Consumer<Channel>> speakers;
  private final Duration handshakeTimeout;
  private final Supplier<PortTls> tls;
  private final ConnectionCounts counts;
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;
  private volatile boolean closing;

  private ServerPort(Builder builder, EventLoopGroup loops) throws IOException {
    this.speakers = Map.copyOf(builder.speakers);
    this.handshakeTimeout = builder.handshakeTimeout;
    this.tls = builder.tls;
    this.counts = new ConnectionCounts(builder.connectionsPerClient);
    this.listening = bind(builder.address, loops);
  }

  /// @param address where to listen; port 0 takes any free one
  public static Builder builder(InetSocketAddress address) {
    return new Builder(address);
  }

  private Channel bind(InetSocketAddress address, EventLoopGroup loops) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new Accepting())
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(DialFailure.listening(address, bound.cause()), bound.cause());
    }
    return bound.channel();
  }

  /// Where it really listens.
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /// Changes the number of connections that one client may open from now on.
  public void connectionsPerClient(int limit) {
    counts.limit(limit);
  }

  int openConnections() {
    return open.size();
  }

  /// Stops accepting and closes all connections.
  @Override
  public void close() {
    closing = true;
    listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    open.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
  }

  private final class Accepting extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      InetSocketAddress from = (InetSocketAddress) channel.remoteAddress();
      if (!counts.acquire(from.getAddress())) {
        LOG.error("too many RPC connections from one address: from={}", from);
        channel.close();
        return;
      }
      channel.closeFuture().addListener(closed -> counts.release(from.getAddress()));
      open.add(channel);
      if (closing) {
        channel.close();
        return;
      }
      channel.pipeline().addLast(new FirstByteHandler(speakers, handshakeTimeout, tls.get(), null));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      LOG.warn("cannot set up a connection: error={}", cause.toString());
      ctx.close();
    }
  }

  /// Collects who speaks what before the port opens. One thread.
  public static final class Builder {
    private final InetSocketAddress address;
    private final Map<Integer, Consumer<Channel>> speakers = new HashMap<>();
    private Duration handshakeTimeout = HANDSHAKE_TIMEOUT;
    private Supplier<PortTls> tls = () -> PortTls.OFF;
    private int connectionsPerClient = CONNECTIONS_PER_CLIENT;

    private Builder(InetSocketAddress address) {
      this.address = address;
    }

    /// Gives connections that begin with this byte to `speaker`. It is called on the channel's event
    /// loop and adds its handlers to the end of the pipeline; they then see everything after the
    /// first byte, also what has already been read. The channel is closed with the port, and by
    /// Netty as soon as the peer closes its half (set `ALLOW_HALF_CLOSURE` to prevent it). Handlers
    /// should close it in `exceptionCaught`.
    public Builder on(FirstByte first, Consumer<Channel> speaker) {
      if (speakers.put(first.value(), speaker) != null) {
        throw new IllegalStateException("two speakers for " + first);
      }
      return this;
    }

    /// How long a connection may take to send its first byte; zero for ever.
    public Builder handshakeTimeout(Duration timeout) {
      this.handshakeTimeout = timeout;
      return this;
    }

    /// Takes TLS connections too, or only them. Asked for each connection.
    public Builder tls(Supplier<PortTls> settings) {
      this.tls = settings;
      return this;
    }

    /// Most connections of one client address; 0 for any number.
    public Builder connectionsPerClient(int limit) {
      this.connectionsPerClient = limit;
      return this;
    }

    /// Begins to listen.
    ///
    /// @param loops event loops, shared with the rest of the agent
    /// @throws IOException when the address cannot be used
    public ServerPort start(EventLoopGroup loops) throws IOException {
      return new ServerPort(this, loops);
    }
  }
}
