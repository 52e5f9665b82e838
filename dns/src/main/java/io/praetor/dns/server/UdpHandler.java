// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns.server;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.praetor.dns.Client;
import io.praetor.dns.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Datagrams in, datagrams out. A reply that the socket cannot take is dropped, as UDP may.
@Sharable
final class UdpHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger("agent.dns");

  private final Exchanges exchanges;

  UdpHandler(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
    var sender = datagram.sender();
    exchanges.handle(
        ByteBufUtil.getBytes(datagram.content()),
        new Client(sender.getAddress(), Transport.UDP),
        reply -> {
          if (reply != null && context.channel().isWritable()) {
            context.writeAndFlush(
                new DatagramPacket(Unpooled.wrappedBuffer(reply), sender), context.voidPromise());
          }
        });
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // For one datagram, such as a reply to an address that cannot be reached; the socket stays
    // open.
    LOG.debug("DNS datagram failed: {}", cause.toString());
  }
}
