// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.praetor.rpc.grpc.GrpcMethod;
import io.praetor.rpc.grpc.GrpcStatus;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The answers of one call. The method's thread sends; it waits while more than a little has not
/// been written yet, which is so when the peer's window is full. That thread is interrupted when
/// the stream is closed.
final class GrpcReplies implements GrpcMethod.Replies {
  /// Bytes that may wait for the peer; one message may always.
  private static final int MAX_WAITING = 64 * 1024;

  private static final int PREFIX = 5;

  private final ChannelHandlerContext ctx;
  private final KeepaliveHandler keepalive;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition taken = lock.newCondition();
  private int waiting;

  /// Of the thread that sends.
  private boolean begun;

  GrpcReplies(ChannelHandlerContext ctx, KeepaliveHandler keepalive) {
    this.ctx = ctx;
    this.keepalive = keepalive;
  }

  @Override
  public void send(byte[] message) throws InterruptedException {
    int size = PREFIX + message.length;
    reserve(size);
    ByteBuf prefix = Unpooled.buffer(PREFIX).writeByte(0).writeInt(message.length);
    ByteBuf bytes = Unpooled.wrappedBuffer(prefix, Unpooled.wrappedBuffer(message));
    boolean first = !begun;
    begun = true;
    try {
      ctx.executor().execute(() -> write(bytes, size, first));
    } catch (RejectedExecutionException e) {
      bytes.release();
      throw new InterruptedException("the event loop has stopped");
    }
  }

  private void write(ByteBuf bytes, int size, boolean first) {
    keepalive.sent();
    if (first) {
      ctx.write(new DefaultHttp2HeadersFrame(CallHeaders.begin()));
    }
    ctx.writeAndFlush(new DefaultHttp2DataFrame(bytes)).addListener(written -> release(size));
  }

  /// Ends the call. Does not wait.
  void end(GrpcStatus status, String message) {
    Http2Headers start = begun ? new DefaultHttp2Headers() : CallHeaders.begin();
    Http2Headers trailers = CallHeaders.end(start, status, message);
    try {
      ctx.executor().execute(() -> writeEnd(trailers));
    } catch (RejectedExecutionException e) {
      // The event loop has stopped, and with it the connection.
    }
  }

  private void writeEnd(Http2Headers trailers) {
    keepalive.sent();
    ctx.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true))
        .addListener(
            written ->
                // Says that nothing more is read; without effect when the peer has ended.
                ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR)));
  }

  private void reserve(int size) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting > 0 && waiting + size > MAX_WAITING) {
        taken.await();
      }
      waiting += size;
    } finally {
      lock.unlock();
    }
  }

  private void release(int size) {
    lock.lock();
    try {
      waiting -= size;
      taken.signal();
    } finally {
      lock.unlock();
    }
  }
}
