// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one byte, hands the connection to whoever speaks that protocol, and leaves the pipeline. A
/// connection that says nothing in time, or something that nobody speaks, is closed.
final class FirstByteHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");

  private final Map<Integer, Consumer<Channel>> speakers;
  private final Duration timeout;
  private @Nullable Future<?> deadline;

  FirstByteHandler(Map<Integer, Consumer<Channel>> speakers, Duration timeout) {
    this.speakers = speakers;
    this.timeout = timeout;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (timeout.isPositive()) {
      deadline =
          ctx.executor().schedule(() -> expire(ctx), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopClock();
  }

  private void expire(ChannelHandlerContext ctx) {
    LOG.debug("connection said nothing in time: from={}", ctx.channel().remoteAddress());
    ctx.close();
  }

  private void stopClock() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopClock();
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    stopClock();
    int first = bytes.readUnsignedByte();
    Consumer<Channel> speaker = speakers.get(first);
    if (speaker == null) {
      bytes.release();
      refuse(ctx, first);
      return;
    }
    boolean handedOn = false;
    try {
      speaker.accept(ctx.channel());
      handedOn = true;
    } finally {
      if (!handedOn) {
        bytes.release();
      }
    }
    if (bytes.isReadable()) {
      ctx.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
    if (!ctx.isRemoved()) {
      ctx.pipeline().remove(this);
    }
  }

  private static void refuse(ChannelHandlerContext ctx, int first) {
    Object from = ctx.channel().remoteAddress();
    if (first == FirstByte.TLS.value() || first == FirstByte.TLS_INSECURE.value()) {
      LOG.warn("TLS connection attempted, but this server has no TLS for RPC: from={}", from);
    } else if (first == FirstByte.GRPC.value()) {
      LOG.warn("gRPC is not served on the server port: from={}", from);
    } else {
      LOG.error("unrecognized RPC byte: byte={} from={}", first, from);
    }
    ctx.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug(
        "connection failed: from={} error={}", ctx.channel().remoteAddress(), cause.toString());
    ctx.close();
  }
}
