// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.praetor.rpc.grpc.GrpcException;
import io.praetor.rpc.grpc.GrpcMethod;
import io.praetor.rpc.grpc.GrpcStatus;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call: reads its request and starts its method, which is stopped when the stream ends. On the
/// event loop of the connection.
final class GrpcStream extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.grpc");

  private final Map<String, Map<String, GrpcMethod>> services;
  private final ExecutorService executor;
  private final KeepaliveHandler keepalive;
  private final MessageReader reader = new MessageReader();

  private @Nullable GrpcMethod method;
  private @Nullable Future<?> deadline;
  private java.util.concurrent.@Nullable Future<?> running;

  /// Nothing more is expected: the method runs, or the call has been refused.
  private boolean answered;

  GrpcStream(
      Map<String, Map<String, GrpcMethod>> services,
      ExecutorService executor,
      KeepaliveHandler keepalive) {
    this.services = services;
    this.executor = executor;
    this.keepalive = keepalive;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      switch (message) {
        case Http2HeadersFrame frame when method == null && !answered -> begin(ctx, frame);
        case Http2DataFrame frame when method != null && !answered ->
            data(ctx, method, frame.content(), frame.isEndStream());
        default -> {
          // Trailers, or more than was asked for.
        }
      }
    } catch (GrpcException e) {
      refuse(ctx, e);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext ctx, Http2HeadersFrame frame) throws GrpcException {
    Http2Headers headers = frame.headers();
    CharSequence verb = headers.method();
    if (verb == null || !verb.toString().equals("POST")) {
      refuseHttp(ctx, "405");
      return;
    }
    if (!CallHeaders.isGrpc(headers)) {
      refuseHttp(ctx, "415");
      return;
    }
    scheduleDeadline(ctx, headers);
    String encoding = CallHeaders.encoding(headers);
    if (!encoding.isEmpty()) {
      throw new GrpcException(
          GrpcStatus.UNIMPLEMENTED,
          "grpc: Decompressor is not installed for grpc-encoding \"" + encoding + "\"");
    }
    method = find(String.valueOf(headers.path()));
    if (frame.isEndStream()) {
      throw noMessage();
    }
  }

  private static GrpcException noMessage() {
    return new GrpcException(GrpcStatus.INTERNAL, "the call ended without a whole message");
  }

  private void scheduleDeadline(ChannelHandlerContext ctx, Http2Headers headers)
      throws GrpcException {
    try {
      Long nanos = CallHeaders.timeoutNanos(headers);
      if (nanos != null) {
        deadline = ctx.executor().schedule(() -> expire(ctx), nanos, TimeUnit.NANOSECONDS);
      }
    } catch (NumberFormatException e) {
      throw new GrpcException(GrpcStatus.INTERNAL, "malformed grpc-timeout");
    }
  }

  private void expire(ChannelHandlerContext ctx) {
    answered = true;
    stop();
    ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
  }

  private GrpcMethod find(String path) throws GrpcException {
    int slash = path.lastIndexOf('/');
    if (!path.startsWith("/") || slash == 0) {
      throw new GrpcException(GrpcStatus.UNIMPLEMENTED, "malformed method name: \"" + path + "\"");
    }
    String service = path.substring(1, slash);
    String name = path.substring(slash + 1);
    Map<String, GrpcMethod> methods = services.get(service);
    if (methods == null) {
      throw new GrpcException(GrpcStatus.UNIMPLEMENTED, "unknown service " + service);
    }
    GrpcMethod found = methods.get(name);
    if (found == null) {
      throw new GrpcException(
          GrpcStatus.UNIMPLEMENTED, "unknown method " + name + " for service " + service);
    }
    return found;
  }

  private void data(ChannelHandlerContext ctx, GrpcMethod called, ByteBuf bytes, boolean last)
      throws GrpcException {
    byte[] request = reader.add(bytes);
    if (request != null) {
      answered = true;
      start(ctx, called, request);
    } else if (last) {
      throw noMessage();
    }
  }

  private void start(ChannelHandlerContext ctx, GrpcMethod called, byte[] request) {
    GrpcReplies replies = new GrpcReplies(ctx, keepalive);
    try {
      running = executor.submit(() -> run(called, request, replies));
    } catch (RejectedExecutionException e) {
      // The agent stops.
      ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM));
    }
  }

  private static void run(GrpcMethod called, byte[] request, GrpcReplies replies) {
    try {
      called.answerer().answer(request, replies);
      replies.end(GrpcStatus.OK, "");
    } catch (GrpcException e) {
      LOG.debug("call ended: method={} error={}", called.name(), e.text());
      replies.end(e.status(), e.text());
    } catch (InterruptedException e) {
      LOG.trace("call cancelled: method={}", called.name());
    } catch (RuntimeException | Error e) {
      LOG.error("call failed: method={}", called.name(), e);
      replies.end(GrpcStatus.INTERNAL, "internal error");
    }
  }

  private void refuse(ChannelHandlerContext ctx, GrpcException e) {
    answered = true;
    stop();
    new GrpcReplies(ctx, keepalive).end(e.status(), e.text());
  }

  /// An answer for those that do not speak gRPC.
  private void refuseHttp(ChannelHandlerContext ctx, String status) {
    answered = true;
    ctx.writeAndFlush(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status(status), true));
    ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
  }

  private void stop() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
    if (running != null) {
      running.cancel(true);
      running = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("call failed: error={}", cause.toString());
    ctx.close();
  }
}
