// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.praetor.rpc.yamux.YamuxEdge;
import io.praetor.rpc.yamux.YamuxLimits;
import io.praetor.rpc.yamux.YamuxSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A yamux session on a channel, either side. Everything happens on the channel's event loop; others
/// come by {@link #execute}.
final class YamuxConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");
  private static final long TICK_SECONDS = 5;

  /// Answers to pings and the like that the peer makes us send but does not read.
  private static final long MOST_UNREAD = 1024 * 1024;

  private final Channel channel;
  private final YamuxSession session;
  private final IntFunction<@Nullable StreamEnd> acceptor;
  private final Map<Integer, StreamEnd> streams = new HashMap<>();
  private @Nullable Future<?> ticking;
  private boolean unflushed;
  private boolean over;

  /// @param acceptor who takes a stream that the peer opens; null resets it
  YamuxConnection(Channel channel, boolean dialler, IntFunction<@Nullable StreamEnd> acceptor) {
    this.channel = channel;
    this.acceptor = acceptor;
    this.session = new YamuxSession(dialler, YamuxLimits.CONSUL, new Edge(), System.nanoTime());
  }

  /// Runs it on the event loop and sends what it wrote.
  void execute(Runnable action) {
    EventLoop loop = channel.eventLoop();
    loop.execute(
        () -> {
          action.run();
          flush();
        });
  }

  Channel channel() {
    return channel;
  }

  /// Whether no stream can be opened any more.
  boolean isOver() {
    return over || session.isEnding();
  }

  /// Opens a stream; 0 when there can be none now.
  int open(StreamEnd end) {
    int stream = over ? 0 : session.open(System.nanoTime());
    if (stream != 0) {
      streams.put(stream, end);
    }
    return stream;
  }

  void write(int stream, byte[] data) {
    session.write(stream, data, System.nanoTime());
  }

  void consumed(int stream, int bytes) {
    session.consumed(stream, bytes);
  }

  /// No more is written; the end is not told of the stream any more.
  void finish(int stream) {
    session.finish(stream);
    streams.remove(stream);
  }

  /// Gives the stream up; the end is not told of it any more.
  void reset(int stream) {
    session.reset(stream);
    streams.remove(stream);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ticking =
        ctx.executor()
            .scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
  }

  private void tick() {
    session.tick(System.nanoTime());
    flush();
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
    session.received(bytes, 0, bytes.length, System.nanoTime());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      session.pump();
      flush();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end("EOF");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("connection failed: peer={} error={}", channel.remoteAddress(), cause.toString());
    end("EOF"); // As callers know a lost connection, however it was lost.
    ctx.close();
  }

  private void flush() {
    if (unflushed) {
      unflushed = false;
      channel.flush();
    }
  }

  private void end(String reason) {
    over = true;
    if (ticking != null) {
      ticking.cancel(false);
    }
    List<StreamEnd> ends = List.copyOf(streams.values());
    streams.clear();
    ends.forEach(end -> end.lost(reason));
  }

  private final class Edge implements YamuxEdge {
    @Override
    public boolean writable() {
      return channel.isWritable();
    }

    @Override
    public void send(byte[] header, byte[] body, int from, int to) {
      unflushed = true;
      if (from == to) {
        channel.write(Unpooled.wrappedBuffer(header), channel.voidPromise());
      } else {
        channel.write(
            Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(header), Unpooled.wrappedBuffer(body, from, to - from)),
            channel.voidPromise());
      }
      if (channel.bytesBeforeWritable() > MOST_UNREAD) {
        LOG.warn("peer does not read: peer={}", channel.remoteAddress());
        channel.close();
      }
    }

    @Override
    public void opened(int stream) {
      StreamEnd end = acceptor.apply(stream);
      if (end == null) {
        session.reset(stream);
      } else {
        streams.put(stream, end);
      }
    }

    @Override
    public void data(int stream, byte[] data) {
      StreamEnd end = streams.get(stream);
      if (end == null) {
        session.consumed(
            stream, data.length); // Its user has finished: what still comes is dropped.
      } else {
        end.data(data);
      }
    }

    @Override
    public void ended(int stream) {
      StreamEnd end = streams.get(stream);
      if (end != null) {
        end.ended();
      }
    }

    @Override
    public void drained(int stream) {
      StreamEnd end = streams.get(stream);
      if (end != null) {
        end.drained();
      }
    }

    @Override
    public void reset(int stream) {
      StreamEnd end = streams.remove(stream);
      if (end != null) {
        end.lost("stream closed");
      }
    }

    @Override
    public void closed(String reason) {
      LOG.debug("yamux session ended: peer={} reason={}", channel.remoteAddress(), reason);
      end("session shutdown");
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
