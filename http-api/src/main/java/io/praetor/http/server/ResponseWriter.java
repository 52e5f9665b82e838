// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.praetor.http.Headers;
import io.praetor.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes answers. A complete one is given to the event loop in one task; a streamed one is written
/// from the thread that makes it, which waits for each piece to be sent, so that a slow client
/// slows its own stream and nothing piles up.
final class ResponseWriter {
  private static final Logger LOG = LoggerFactory.getLogger("agent.http");

  private final Channel channel;
  private final ConnectionContext context;

  ResponseWriter(Channel channel, ConnectionContext context) {
    this.channel = channel;
    this.context = context;
  }

  /// On the event loop.
  void sendFromLoop(HttpConnection connection, Exchange exchange, Response response) {
    switch (response.content()) {
      case Response.Bytes bytes -> whole(connection, exchange, response, bytes);
      case Response.Stream stream ->
          context.executor().execute(() -> stream(connection, exchange, response, stream));
      case Response.Later later -> throw new IllegalStateException("an answer that is not known");
    }
  }

  void send(HttpConnection connection, Exchange exchange, Response response) {
    switch (response.content()) {
      case Response.Bytes bytes ->
          channel.eventLoop().execute(() -> whole(connection, exchange, response, bytes));
      case Response.Stream stream -> stream(connection, exchange, response, stream);
      case Response.Later later -> throw new IllegalStateException("an answer that is not known");
    }
  }

  private void whole(
      HttpConnection connection, Exchange exchange, Response response, Response.Bytes bytes) {
    if (!channel.isActive()) {
      connection.answered(exchange, false);
      return;
    }
    boolean keep = connection.mayKeep(exchange);
    ChannelFuture written =
        connection.writeAndFlush(
            WholeAnswer.of(
                channel.alloc(),
                exchange.http10,
                response,
                bytes,
                context.date().now(),
                keep,
                exchange.request.method().equals("HEAD")));
    if (written.isDone()) {
      connection.answered(exchange, keep && written.isSuccess());
      return;
    }
    closeUnlessDone(written, context.config().writeTimeout());
    written.addListener(done -> connection.answered(exchange, keep && done.isSuccess()));
  }

  private void closeUnlessDone(ChannelFuture written, Duration time) {
    var timer =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  if (!written.isDone()) {
                    channel.close();
                  }
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    written.addListener(done -> timer.cancel(false));
  }

  private void stream(
      HttpConnection connection, Exchange exchange, Response response, Response.Stream stream) {
    // The body of a stream has no length; an old client is told its end by closing.
    HttpResponse head = head(exchange, response, false);
    if (!exchange.http10) {
      head.headers().set("Transfer-Encoding", "chunked");
    }
    try {
      await(channel.writeAndFlush(head));
      stream
          .writer()
          .writeTo(
              (array, offset, length) ->
                  await(
                      channel.writeAndFlush(
                          new DefaultHttpContent(Unpooled.copiedBuffer(array, offset, length)))));
      await(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    } catch (IOException e) {
      LOG.debug("stream ended: request={} error={}", exchange.request, e.toString());
    } catch (InterruptedException e) {
      // The client has left, or the server stops: either way the connection ends here.
      LOG.debug("stream interrupted: request={}", exchange.request);
    }
    channel.eventLoop().execute(() -> connection.answered(exchange, false));
  }

  private void await(ChannelFuture written) throws IOException {
    boolean done;
    try {
      done = written.await(context.config().writeTimeout().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing", e);
    }
    if (!done) {
      channel.close();
      throw new IOException("client does not read");
    }
    if (!written.isSuccess()) {
      throw new IOException("client has gone", written.cause());
    }
  }

  private HttpResponse head(Exchange exchange, Response response, boolean keep) {
    HttpResponse head =
        new DefaultHttpResponse(
            exchange.http10 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()));
    Headers headers = response.headers();
    headers.forEach((name, value) -> head.headers().add(name, WholeAnswer.wire(value)));
    head.headers().set("Date", context.date().now());
    if (!keep) {
      head.headers().set("Connection", "close");
    } else if (exchange.http10) {
      head.headers().set("Connection", "keep-alive");
    }
    return head;
  }
}
