// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.grpc.GrpcException;
import io.praetor.rpc.port.FirstByte;
import io.praetor.rpc.port.PortDialer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Calls of gRPC methods at the server port of others that take one message and answer one. Each has a
/// connection of its own: what is asked this way is asked by operators, not by programs. Callers wait on
/// their own (virtual) thread.
public final class GrpcCalls {
  private final EventLoopGroup loops;
  private final PortDialer dialer;
  private final Duration timeout;

  /// @param timeout for connecting and again for the answer
  public GrpcCalls(EventLoopGroup loops, PortDialer dialer, Duration timeout) {
    this.loops = loops;
    this.dialer = dialer;
    this.timeout = timeout;
  }

  /// @param path `/package.Service/Method`
  /// @return the message of the answer
  /// @throws RemoteFailure when there is none, with the text that the server gave
  public byte[] call(InetSocketAddress server, String path, byte[] message)
      throws InterruptedException {
    Channel connection = await(dial(server), true);
    try {
      return await(ask(connection, server, path, message), false);
    } finally {
      connection.close();
    }
  }

  private CompletableFuture<Channel> dial(InetSocketAddress server) {
    CompletableFuture<Channel> dialled = new CompletableFuture<>();
    dialer
        .dial(loops.next(), server)
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                dialled.completeExceptionally(done.cause());
              } else if (!dialled.complete((Channel) done.getNow())) {
                ((Channel) done.getNow()).close();
              }
            });
    return dialled;
  }

  private static CompletableFuture<byte[]> ask(
      Channel connection, InetSocketAddress server, String path, byte[] message) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    connection
        .eventLoop()
        .execute(
            () -> {
              connection
                  .closeFuture()
                  .addListener(closed -> answer.completeExceptionally(lost("EOF")));
              connection.writeAndFlush(
                  Unpooled.wrappedBuffer(new byte[] {(byte) FirstByte.GRPC.value()}));
              connection
                  .pipeline()
                  .addLast(Http2FrameCodecBuilder.forClient().build())
                  .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
              new Http2StreamChannelBootstrap(connection)
                  .handler(new Answer(answer))
                  .open()
                  .addListener(
                      opened -> {
                        if (opened.isSuccess()) {
                          send((Channel) opened.getNow(), server, path, message);
                        } else {
                          answer.completeExceptionally(opened.cause());
                        }
                      });
            });
    return answer;
  }

  private static void send(Channel stream, InetSocketAddress server, String path, byte[] message) {
    Http2Headers headers =
        new DefaultHttp2Headers()
            .method("POST")
            .scheme("http")
            .path(path)
            .authority(server.getAddress().getHostAddress())
            .set("content-type", CallHeaders.CONTENT_TYPE)
            .set("te", "trailers");
    ByteBuf framed = stream.alloc().buffer(MessageReader.PREFIX + message.length);
    framed.writeByte(0).writeInt(message.length).writeBytes(message);
    stream.write(new DefaultHttp2HeadersFrame(headers));
    stream.writeAndFlush(new DefaultHttp2DataFrame(framed, true));
  }

  private <T> T await(CompletableFuture<T> future, boolean dialling) throws InterruptedException {
    try {
      return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof RemoteFailure failure
          ? failure
          : failed(cause == null ? "unknown" : String.valueOf(cause.getMessage()), dialling);
    } catch (TimeoutException e) {
      future.cancel(false);
      throw failed("i/o deadline reached", dialling);
    }
  }

  private static RemoteFailure failed(String reason, boolean dialling) {
    return dialling ? RemoteFailure.notSent(reason) : lost(reason);
  }

  private static RemoteFailure lost(String reason) {
    return RemoteFailure.noAnswer(reason);
  }

  /// Takes the frames of one answer.
  private static final class Answer extends SimpleChannelInboundHandler<Http2StreamFrame> {
    private final CompletableFuture<byte[]> answer;
    private final MessageReader reader = new MessageReader();
    private byte @Nullable [] message;

    Answer(CompletableFuture<byte[]> answer) {
      this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Http2StreamFrame frame)
        throws GrpcException {
      switch (frame) {
        case Http2HeadersFrame headers -> {
          if (headers.isEndStream()) {
            end(headers.headers());
          }
        }
        case Http2DataFrame data -> {
          if (message == null) {
            message = reader.add(data.content());
          }
        }
        case Http2ResetFrame reset ->
            answer.completeExceptionally(lost("stream reset: " + reset.errorCode()));
        default -> {
          // Settings and windows are the codec's business.
        }
      }
    }

    private void end(Http2Headers trailers) {
      int status = CallHeaders.status(trailers);
      byte[] found = message;
      if (status != 0) {
        answer.completeExceptionally(RemoteFailure.refused(CallHeaders.message(trailers)));
      } else if (found == null) {
        answer.completeExceptionally(lost("the answer has no message"));
      } else {
        answer.complete(found);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      answer.completeExceptionally(cause);
      ctx.close();
    }
  }
}
