// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a connection's pipeline. Ends a connection that pings too often, as the server of
/// gRPC does, and one that has stopped to answer. On the connection's event loop, like all that
/// calls it.
final class KeepaliveHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.grpc");

  /// Consul's least time between two pings.
  private static final long MIN_PING_NANOS = Duration.ofSeconds(15).toNanos();

  private static final int MAX_STRIKES = 2;
  private static final long PROBE = 0x70726165746f7221L;

  private long lastPing;
  private boolean pinged;
  private int strikes;
  private boolean probing;

  /// Something was sent: the peer may ping to measure how fast that went.
  void sent() {
    strikes = 0;
    pinged = false;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    probing = false;
    try {
      if (message instanceof Http2PingFrame ping && !ping.ack()) {
        count(ctx);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void count(ChannelHandlerContext ctx) {
    long now = ctx.executor().ticker().nanoTime();
    boolean tooSoon = pinged && now - lastPing < MIN_PING_NANOS;
    pinged = true;
    lastPing = now;
    if (tooSoon && ++strikes > MAX_STRIKES) {
      LOG.warn("peer pings too often: from={}", ctx.channel().remoteAddress());
      ctx.writeAndFlush(
              new DefaultHttp2GoAwayFrame(
                  Http2Error.ENHANCE_YOUR_CALM,
                  ByteBufUtil.writeAscii(ctx.alloc(), "too_many_pings")))
          .addListener(written -> ctx.close());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent) {
      if (probing) {
        LOG.debug("peer is silent: from={}", ctx.channel().remoteAddress());
        ctx.close();
      } else {
        probing = true;
        ctx.writeAndFlush(new DefaultHttp2PingFrame(PROBE));
      }
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug(
        "gRPC connection failed: from={} error={}",
        ctx.channel().remoteAddress(),
        cause.toString());
    ctx.close();
  }
}
