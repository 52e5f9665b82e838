// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.praetor.http.RequestHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP edge: accepts connections on TCP, TLS and unix sockets and hands each request to a
/// handler on a thread of its own. Event loops only turn bytes into requests and answers into bytes.
///
///     HttpServer server = HttpServer.start(HttpServerConfig.of(config),
///         List.of(new Listener.Tcp(address)), threads.loops(), threads.virtual(), api);
///     ...
///     server.close(Duration.ofSeconds(2));
public final class HttpServer {
  private static final Logger LOG = LoggerFactory.getLogger("agent.http");
  private static final int BACKLOG = 1024;
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  private final ConnectionContext context;
  private final ClientLimits limits;
  private final List<Channel> listening = new ArrayList<>();
  private final List<UnixSocketFile> socketFiles = new ArrayList<>();

  private HttpServer(ConnectionContext context, ClientLimits limits) {
    this.context = context;
    this.limits = limits;
  }

  /// Binds every listener, or none.
  ///
  /// @param loops event loops, shared with the rest of the agent
  /// @param executor runs one task for each request, best on virtual threads
  /// @throws IOException when an address cannot be bound
  public static HttpServer start(
      HttpServerConfig config,
      List<Listener> listeners,
      EventLoopGroup loops,
      Executor executor,
      RequestHandler handler)
      throws IOException {
    ClientLimits limits = new ClientLimits(config.maxConnsPerClient());
    ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    HttpServer server =
        new HttpServer(
            new ConnectionContext(
                config, executor, handler, limits, open, new HttpDate(InstantSource.system())),
            limits);
    try {
      for (Listener listener : listeners) {
        server.listen(listener, loops);
      }
    } catch (IOException e) {
      server.close(Duration.ZERO);
      throw e;
    }
    return server;
  }

  private void listen(Listener listener, EventLoopGroup loops) throws IOException {
    switch (listener) {
      case Listener.Tcp(InetSocketAddress address) -> bind(address, loops, null);
      case Listener.Tls(InetSocketAddress address, Supplier<TlsSettings> settings) ->
          bind(address, loops, settings);
      case Listener.Unix unix -> {
        UnixSocketFile file = new UnixSocketFile(unix);
        file.removeStale();
        bind(UnixDomainSocketAddress.of(unix.path()), loops, unix.settings());
        socketFiles.add(file);
        file.protect();
      }
    }
  }

  private void bind(
      SocketAddress address, EventLoopGroup loops, @Nullable Supplier<TlsSettings> tls)
      throws IOException {
    boolean tcp = address instanceof InetSocketAddress;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(initializer(tls));
    if (tcp) {
      bootstrap
          .channel(NioServerSocketChannel.class)
          .option(ChannelOption.SO_REUSEADDR, true)
          .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
          .childOption(ChannelOption.TCP_NODELAY, true)
          .childOption(ChannelOption.SO_KEEPALIVE, true);
    } else {
      bootstrap.channel(NioServerDomainSocketChannel.class);
    }
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen on " + address, bound.cause());
    }
    listening.add(bound.channel());
  }

  private ChannelInitializer<Channel> initializer(@Nullable Supplier<TlsSettings> tls) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        if (tls != null) {
          SslHandler ssl = new SslHandler(tls.get().serverEngine());
          ssl.setHandshakeTimeoutMillis(context.config().handshakeTimeout().toMillis());
          channel.pipeline().addLast(ssl);
        }
        HttpConnection.install(channel, context, tls != null);
      }

      @Override
      public void exceptionCaught(io.netty.channel.ChannelHandlerContext ctx, Throwable cause) {
        LOG.warn("cannot set up a connection: error={}", cause.toString());
        ctx.close();
      }
    };
  }

  /// The addresses it really listens on, in the order of the listeners.
  public List<SocketAddress> addresses() {
    return listening.stream().map(Channel::localAddress).toList();
  }

  /// Changes the number of connections that one client may open from now on.
  public void maxConnsPerClient(int limit) {
    limits.limit(limit);
  }

  int openConnections() {
    return context.open().size();
  }

  /// Stops accepting, lets requests in progress be answered for the grace period, and closes the
  /// rest.
  public void close(Duration grace) {
    listening.forEach(channel -> channel.close().awaitUninterruptibly());
    socketFiles.forEach(UnixSocketFile::remove);
    for (Channel channel : context.open()) {
      channel.eventLoop().execute(() -> HttpConnection.finish(channel));
    }
    context.open().newCloseFuture().awaitUninterruptibly(grace.toMillis(), TimeUnit.MILLISECONDS);
    context.open().close().awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
