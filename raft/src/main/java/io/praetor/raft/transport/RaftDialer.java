// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// Opens connections to the server port of other servers.
@FunctionalInterface
public interface RaftDialer {
  /// Begins to connect. The future completes, on the event loop, with a channel that is ready for
  /// the byte that names the protocol: behind TLS if the cluster wants it. Nothing may be read from
  /// it before. Must not block.
  ///
  /// @param address `ip:port`
  Future<Channel> dial(EventLoop loop, String address);

  /// Plain TCP.
  static RaftDialer tcp(int connectTimeoutMillis) {
    return (loop, address) -> {
      InetSocketAddress target = resolve(address);
      if (target == null) {
        return loop.newFailedFuture(new UnknownHostException("not an ip:port address: " + address));
      }
      var promise = loop.<Channel>newPromise();
      var connecting =
          new Bootstrap()
              .group(loop)
              .channel(NioSocketChannel.class)
              .option(ChannelOption.TCP_NODELAY, true)
              .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)
              .handler(new ChannelInboundHandlerAdapter())
              .connect(target);
      connecting.addListener(
          done -> {
            if (done.isSuccess()) {
              promise.setSuccess(connecting.channel());
            } else {
              promise.setFailure(done.cause());
            }
          });
      return promise;
    };
  }

  /// Without asking a name server, which would wait; null when it is not an IP address and a port.
  private static @Nullable InetSocketAddress resolve(String address) {
    int colon = address.lastIndexOf(':');
    byte[] ip =
        colon < 0 ? null : NetUtil.createByteArrayFromIpAddressString(address.substring(0, colon));
    if (ip == null) {
      return null;
    }
    try {
      int port = Integer.parseInt(address, colon + 1, address.length(), 10);
      return new InetSocketAddress(InetAddress.getByAddress(ip), port);
    } catch (UnknownHostException | IllegalArgumentException e) {
      return null;
    }
  }
}
