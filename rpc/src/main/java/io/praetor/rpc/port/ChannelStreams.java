// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A channel as two blocking streams, for a virtual thread. The peer can be ahead of the reader by a
/// bounded amount; each write waits until it is out.
final class ChannelStreams extends ChannelInboundHandlerAdapter {
  private static final int MOST_AHEAD = 256 * 1024;

  private final Channel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
  private int ahead;
  private boolean ended;
  private @Nullable IOException failure;

  ChannelStreams(Channel channel) {
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
    lock.lock();
    try {
      pieces.add(bytes);
      ahead += bytes.length;
      channel.config().setAutoRead(ahead < MOST_AHEAD);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      end(null);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(new IOException("connection closed"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    end(new IOException(cause.getMessage(), cause));
    ctx.close();
  }

  private void end(@Nullable IOException reason) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        failure = reason;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The next piece, or null at the peer's end.
  private byte @Nullable [] next() throws IOException {
    lock.lock();
    try {
      while (pieces.isEmpty() && !ended) {
        changed.await();
      }
      byte[] piece = pieces.poll();
      if (piece != null) {
        ahead -= piece.length;
        channel.config().setAutoRead(ahead < MOST_AHEAD);
        return piece;
      }
      if (failure != null) {
        throw failure;
      }
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  InputStream input() {
    return new InputStream() {
      private byte[] piece = new byte[0];
      private int at;

      private boolean fill() throws IOException {
        while (at == piece.length) {
          byte[] more = next();
          if (more == null) {
            return false;
          }
          piece = more;
          at = 0;
        }
        return true;
      }

      @Override
      public int read() throws IOException {
        return fill() ? piece[at++] & 0xff : -1;
      }

      @Override
      public int read(byte[] into, int from, int most) throws IOException {
        if (most == 0) {
          return 0;
        }
        if (!fill()) {
          return -1;
        }
        int size = Math.min(most, piece.length - at);
        System.arraycopy(piece, at, into, from, size);
        at += size;
        return size;
      }
    };
  }

  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] data, int from, int size) throws IOException {
        var written = channel.writeAndFlush(Unpooled.copiedBuffer(data, from, size));
        try {
          written.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
        if (!written.isSuccess()) {
          throw new IOException("connection closed", written.cause());
        }
      }
    };
  }
}
