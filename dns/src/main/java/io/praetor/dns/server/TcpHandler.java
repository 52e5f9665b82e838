// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.praetor.dns.Client;
import io.praetor.dns.Transport;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One TCP connection: queries are answered one after the other in their order. Its event loop is the
/// only thread here.
///
/// What a client may cost is bounded as with Consul, whose limits were measured from outside: two
/// seconds for the first query, eight for each later one, however slowly its bytes come, and 128
/// queries in all. While a query is answered nothing more is read.
final class TcpHandler extends SimpleChannelInboundHandler<ByteBuf> {
  static final int MOST_CONNECTIONS = 1024;

  private static final Logger LOG = LoggerFactory.getLogger("agent.dns");
  private static final long FIRST_QUERY_SECONDS = 2;
  private static final long NEXT_QUERY_SECONDS = 8;
  private static final long WRITE_SECONDS = 2;
  private static final int MOST_QUERIES = 128;

  private final Exchanges exchanges;

  /// Complete messages that came in one read; no more than may be asked in all.
  private final Queue<byte[]> pending = new ArrayDeque<>();

  private int asked;
  private boolean answering;
  private @Nullable ScheduledFuture<?> deadline;

  TcpHandler(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    closeAfter(context, FIRST_QUERY_SECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
    if (++asked > MOST_QUERIES) {
      return;
    }
    pending.add(ByteBufUtil.getBytes(message));
    if (!answering) {
      next(context);
    }
  }

  private void next(ChannelHandlerContext context) {
    byte[] message = pending.poll();
    if (message == null) {
      answering = false;
      if (asked >= MOST_QUERIES) {
        context.close();
        return;
      }
      closeAfter(context, NEXT_QUERY_SECONDS);
      context.channel().config().setAutoRead(true);
      return;
    }
    answering = true;
    cancelDeadline();
    context.channel().config().setAutoRead(false);
    InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
    exchanges.handle(
        message,
        new Client(remote.getAddress(), Transport.TCP),
        reply -> context.executor().execute(() -> answered(context, reply)));
  }

  private void answered(ChannelHandlerContext context, byte @Nullable [] reply) {
    if (reply == null) {
      next(context);
      return;
    }
    closeAfter(context, WRITE_SECONDS);
    byte[] length = {(byte) (reply.length >> 8), (byte) reply.length};
    context
        .writeAndFlush(Unpooled.wrappedBuffer(length, reply))
        .addListener(
            (ChannelFutureListener)
                written -> {
                  if (written.isSuccess()) {
                    cancelDeadline();
                    next(context);
                  } else {
                    context.close();
                  }
                });
  }

  private void closeAfter(ChannelHandlerContext context, long seconds) {
    cancelDeadline();
    deadline = context.executor().schedule(() -> context.close(), seconds, TimeUnit.SECONDS);
  }

  private void cancelDeadline() {
    ScheduledFuture<?> running = deadline;
    if (running != null) {
      running.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelDeadline();
    pending.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("DNS connection failed: {}", cause.toString());
    context.close();
  }
}
