// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.praetor.rpc.net.Dispatcher;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks {@link FirstByte#RPC}: calls one after the other on the socket itself. A peer may close its
/// half and still reads its answer.
public final class SingleServer implements Consumer<Channel> {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");
  private static final int WRITE_TIMEOUT_SECONDS = 75;

  /// Where reading pauses while a call is run.
  private static final int MOST_AHEAD = 256 * 1024;

  private final Dispatcher dispatcher;
  private final ExecutorService executor;
  private final RequestMemory memory;

  /// @param executor makes a virtual thread for each call
  /// @param memory shared by all who serve calls
  public SingleServer(Dispatcher dispatcher, ExecutorService executor, RequestMemory memory) {
    this.dispatcher = dispatcher;
    this.executor = executor;
    this.memory = memory;
  }

  @Override
  public void accept(Channel channel) {
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    channel
        .pipeline()
        .addLast(new WriteTimeoutHandler(WRITE_TIMEOUT_SECONDS), new Handler(channel));
  }

  private final class Handler extends ChannelInboundHandlerAdapter implements CallWire {
    private final Channel channel;
    private final CallLane lane = new CallLane(dispatcher, executor, new Semaphore(1), this);
    private final RequestMemory.Share share = memory.new Share();
    private int ahead;

    Handler(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf buffer = (ByteBuf) message;
      byte[] bytes;
      try {
        bytes = ByteBufUtil.getBytes(buffer);
      } finally {
        buffer.release();
      }
      ahead += bytes.length;
      lane.data(bytes);
      if (share.set(lane.size())) {
        regulate();
      } else {
        LOG.warn("too many requests at once: from={}", channel.remoteAddress());
        ctx.close();
      }
    }

    private void regulate() {
      boolean reading = ahead < MOST_AHEAD;
      if (channel.config().isAutoRead() != reading) {
        channel.config().setAutoRead(reading);
      }
    }

    @Override
    public void consumed(int bytes) {
      ahead -= bytes;
      regulate();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
        lane.ended();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      share.leave();
      lane.lost();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      LOG.debug("connection failed: peer={} error={}", channel.remoteAddress(), cause.toString());
      ctx.close();
    }

    @Override
    public void execute(Runnable action) {
      channel.eventLoop().execute(action);
    }

    @Override
    public void write(byte[] data) {
      channel
          .writeAndFlush(Unpooled.wrappedBuffer(data))
          .addListener(
              written -> {
                if (written.isSuccess()) {
                  lane.drained();
                  share.set(lane.size());
                }
              });
    }

    @Override
    public void finish() {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void abort() {
      channel.close();
    }
  }
}
