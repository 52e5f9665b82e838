// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.praetor.dns.DnsAnswerer;
import io.praetor.dns.DnsSettings;
import io.praetor.rpc.metrics.Metrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for DNS over UDP and TCP on each of its addresses. Threads are those of the caller: event
/// loops for bytes and for answers out of memory, an executor for look-ups that may wait.
public final class DnsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.dns");

  /// A datagram cannot be longer.
  private static final int MAX_DATAGRAM_BYTES = 65535;

  private static final int BACKLOG = 256;

  /// With port 0 the UDP socket gets a free port of which TCP may already be taken.
  private static final int PORT_ATTEMPTS = 10;

  private final Exchanges exchanges;
  private final EventLoopGroup loops;

  /// Closes whatever is added to it late.
  private final ChannelGroup channels =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, /* stayClosed= */ true);

  private final List<InetSocketAddress> addresses = new ArrayList<>();

  private DnsServer(Exchanges exchanges, EventLoopGroup loops) {
    this.exchanges = exchanges;
    this.loops = loops;
  }

  /// Opens all listeners, or none and throws. No address is allowed: DNS is off then.
  ///
  /// @param waiting runs look-ups that may wait; one task for each, their number is bounded here
  /// @param nodeName the agent's, a label of the figures that are reported
  public static DnsServer start(
      List<InetSocketAddress> addresses,
      DnsAnswerer answerer,
      DnsSettings settings,
      EventLoopGroup loops,
      Executor waiting,
      Metrics metrics,
      String nodeName)
      throws IOException {
    Exchanges exchanges =
        new Exchanges(
            answerer,
            settings,
            new RecursorClient(loops),
            waiting,
            new QueryTimes(metrics, nodeName));
    DnsServer server = new DnsServer(exchanges, loops);
    try {
      for (InetSocketAddress address : addresses) {
        server.addresses.add(server.listen(address));
      }
    } catch (IOException unavailable) {
      server.close();
      throw unavailable;
    }
    return server;
  }

  /// Where it listens, each for UDP and TCP.
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /// Answers from now on by these settings.
  public void reload(DnsSettings settings) {
    exchanges.reload(settings);
  }

  /// Stops listening and drops what is under way.
  @Override
  public void close() {
    if (!channels.close().awaitUninterruptibly(2, TimeUnit.SECONDS)) {
      LOG.warn("sockets did not close in time");
    }
  }

  private InetSocketAddress listen(InetSocketAddress address) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Channel udp = bind(udp().bind(address), address, "UDP");
      InetSocketAddress bound = (InetSocketAddress) udp.localAddress();
      try {
        channels.add(bind(tcp().bind(bound), bound, "TCP"));
        channels.add(udp);
        return bound;
      } catch (IOException unavailable) {
        udp.close().awaitUninterruptibly();
        if (address.getPort() != 0 || attempt == PORT_ATTEMPTS) {
          throw unavailable;
        }
      }
    }
  }

  private static Channel bind(ChannelFuture binding, InetSocketAddress address, String kind)
      throws IOException {
    binding.awaitUninterruptibly();
    Throwable cause = binding.cause();
    if (cause != null) {
      throw new IOException(
          "cannot listen for DNS on " + kind + " " + address + ": " + cause.getMessage(), cause);
    }
    return binding.channel();
  }

  private Bootstrap udp() {
    return new Bootstrap()
        .group(loops)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES))
        .handler(new UdpHandler(exchanges));
  }

  private ServerBootstrap tcp() {
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                if (channels.size() >= TcpHandler.MOST_CONNECTIONS) {
                  channel.close();
                  return;
                }
                channels.add(channel);
                channel.pipeline().addLast(new TcpFrames(), new TcpHandler(exchanges));
              }
            });
  }
}
