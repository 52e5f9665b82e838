// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.praetor.http.Response;
import io.praetor.rpc.NothingDoneException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection: takes requests in turn, hands each to a thread of its own and writes the answer.
/// All fields belong to the event loop.
///
/// A connection is idle (waiting for a request), reading a head, busy with one request, draining a
/// body that nobody wanted, or closing. Requests that a client sends ahead wait in a queue while
/// the socket is not read; so what a client can make us hold is one read buffer and one bounded
/// body. While a request is worked on the socket stays readable, because that is how we learn that
/// the client has gone.
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger("agent.http");

  /// A longer unread rest of a body is cheaper dropped with the connection (the bound is Go's).
  private static final int MAX_DRAIN_BYTES = 256 * 1024;

  /// How long a client that is still sending may take to read our last answer.
  private static final Duration LINGER = Duration.ofMillis(500);

  /// How long a request goes on when its client has ended its side of the connection: some clients
  /// do so and still read the answer.
  private static final Duration HALF_CLOSED_GRACE = Duration.ofSeconds(1);

  private static final String TOO_MANY =
      "Your IP is issuing too many concurrent connections, please rate limit your calls\n";

  private enum Phase {
    IDLE,
    HEAD,
    BUSY,
    DRAINING,
    CLOSING
  }

  private final Channel channel;
  private final ConnectionContext context;
  private final @Nullable InetSocketAddress client;
  private final Deadline deadline;
  private final ArrayDeque<Object> ahead = new ArrayDeque<>();
  private final ChannelHandlerContext beforeEncoder;
  private Phase phase = Phase.IDLE;

  /// The request that is worked on.
  private @Nullable Exchange current;

  /// The request whose body is still coming in.
  private @Nullable Exchange receiving;

  private int drained;
  private boolean advancing;
  private boolean inputEnded;
  private boolean closeAfterAnswer;

  private HttpConnection(
      Channel channel,
      ChannelHandlerContext beforeEncoder,
      ConnectionContext context,
      @Nullable InetSocketAddress client) {
    this.channel = channel;
    this.beforeEncoder = beforeEncoder;
    this.context = context;
    this.client = client;
    this.deadline = new Deadline(channel.eventLoop(), channel::close);
  }

  static void install(Channel channel, ConnectionContext context, boolean tls) {
    InetSocketAddress remote =
        channel.remoteAddress() instanceof InetSocketAddress tcp ? tcp : null;
    InetAddress client = remote == null ? null : remote.getAddress();
    if (!context.limits().acquire(client)) {
      refuse(channel, tls);
      return;
    }
    channel.closeFuture().addListener(closed -> context.limits().release(client));
    context.open().add(channel);
    int limit = context.config().maxHeaderBytes();
    HttpRequestDecoder decoder =
        new HttpRequestDecoder(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(limit)
                .setMaxHeaderSize(limit)
                .setValidateHeaders(false));
    ChannelPipeline pipeline = channel.pipeline().addLast(decoder, new HttpResponseEncoder());
    ChannelHandlerContext beforeEncoder = pipeline.context(decoder);
    HttpConnection connection = new HttpConnection(channel, beforeEncoder, context, remote);
    pipeline.addLast(connection);
    pipeline.addBefore(
        beforeEncoder.name(),
        "arrivals",
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelRead(ChannelHandlerContext ctx, Object message) {
            connection.bytesArrived();
            ctx.fireChannelRead(message);
          }
        });
  }

  private static void refuse(Channel channel, boolean tls) {
    if (tls) {
      channel.close();
      return;
    }
    String answer =
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: text/plain\r\nContent-Length: "
            + TOO_MANY.length()
            + "\r\nConnection: close\r\n\r\n"
            + TOO_MANY;
    channel
        .writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
        .addListener(ChannelFutureListener.CLOSE);
  }

  /// Sends bytes that are an answer already, past the encoder.
  ChannelFuture writeAndFlush(ByteBuf answer) {
    return beforeEncoder.writeAndFlush(answer);
  }

  /// Ends a connection of a server that stops: at once when it is idle, else after its answer.
  static void finish(Channel channel) {
    HttpConnection connection = channel.pipeline().get(HttpConnection.class);
    if (connection == null) {
      channel.close();
      return;
    }
    connection.closeAfterAnswer = true;
    Exchange running = connection.current;
    if (running == null) {
      channel.close();
    } else {
      running.request.cancellation().cancel();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    deadline.in(context.config().readHeaderTimeout().plus(context.config().handshakeTimeout()));
    ctx.fireChannelActive();
  }

  private void bytesArrived() {
    if (phase == Phase.IDLE) {
      phase = Phase.HEAD;
      deadline.in(context.config().readHeaderTimeout());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (phase == Phase.CLOSING) {
      ReferenceCountUtil.release(message);
    } else if (!ahead.isEmpty() || (message instanceof HttpRequest && busy())) {
      ahead.add(message);
      channel.config().setAutoRead(false);
    } else {
      take(message);
    }
  }

  private boolean busy() {
    return phase == Phase.BUSY || phase == Phase.DRAINING;
  }

  private void take(Object message) {
    if (message instanceof HttpRequest head) {
      begin(head);
    } else if (message instanceof HttpContent content) {
      try {
        content(content);
      } finally {
        content.release();
      }
    }
  }

  private void begin(HttpRequest head) {
    phase = Phase.BUSY;
    Refusal refusal = Refusal.of(head);
    if (refusal != null) {
      refuse(refusal);
      return;
    }
    Exchange[] self = new Exchange[1];
    Exchange exchange =
        Exchange.of(
            head,
            client,
            () -> channel.eventLoop().execute(() -> sendContinue(self[0])),
            () -> channel.eventLoop().execute(this::readOn));
    self[0] = exchange;
    current = exchange;
    receiving = exchange;
    if (exchange.pipe == null && exchange.shortBody == null) {
      deadline.off();
    } else {
      deadline.in(context.config().readTimeout());
    }
    if (exchange.pipe != null) {
      dispatch(exchange);
    } // Else it is served when all of it is here.
  }

  private void serveAtOnce(Exchange exchange) {
    Response response;
    try {
      response = context.handler().handleAtOnce(exchange.request, channel.eventLoop());
    } catch (RuntimeException e) {
      response = failed(exchange, e);
    }
    if (response == null) {
      dispatch(exchange);
    } else if (response.content() instanceof Response.Later(CompletableFuture<Response> later)) {
      later.whenComplete((known, failure) -> answer(exchange, known, failure));
    } else {
      new ResponseWriter(channel, context).sendFromLoop(this, exchange, response);
    }
  }

  /// On the event loop, unless that has stopped.
  private void answer(Exchange exchange, @Nullable Response known, @Nullable Throwable failure) {
    if (!channel.eventLoop().inEventLoop()) {
      channel.close();
    } else if (known != null) {
      new ResponseWriter(channel, context).sendFromLoop(this, exchange, known);
    } else if (failure instanceof CompletionException wrapped
        && wrapped.getCause() instanceof NothingDoneException) {
      dispatch(exchange);
    } else {
      LOG.error("Request handler failed: request={}", exchange.request, failure);
      Response response = Response.text(500, "internal error");
      new ResponseWriter(channel, context).sendFromLoop(this, exchange, response);
    }
  }

  private void dispatch(Exchange exchange) {
    try {
      context.executor().execute(() -> serve(exchange));
    } catch (RejectedExecutionException e) {
      channel.close();
    }
  }

  private void refuse(Refusal refusal) {
    phase = Phase.CLOSING;
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(refusal.status(), refusal.reason()),
            Unpooled.copiedBuffer(refusal.text(), StandardCharsets.US_ASCII));
    response.headers().set("Content-Type", "text/plain; charset=utf-8");
    response.headers().set("Connection", "close");
    channel.writeAndFlush(response).addListener(done -> linger());
  }

  private void sendContinue(Exchange exchange) {
    if (exchange == current && exchange.expectsContinue && !exchange.continued) {
      exchange.continued = true;
      channel.writeAndFlush(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  private void content(HttpContent content) {
    Exchange exchange = receiving;
    if (exchange == null) {
      return;
    }
    int size = content.content().readableBytes();
    exchange.received += size;
    if (content.decoderResult().isFailure()) {
      receiving = null;
      exchange.broken = true;
      if (exchange.pipe != null) {
        exchange.pipe.fail("invalid byte in chunk length");
      }
      if (phase == Phase.DRAINING) {
        channel.close();
      }
      return;
    }
    if (phase == Phase.DRAINING) {
      drained += size;
      if (drained > MAX_DRAIN_BYTES) {
        channel.close();
        return;
      }
    } else if (exchange.shortBody != null) {
      exchange.shortBody.add(content.content());
    } else if (exchange.pipe != null && !exchange.pipe.offer(content.content())) {
      channel.config().setAutoRead(false);
    }
    if (content instanceof LastHttpContent) {
      receiving = null;
      if (exchange.pipe != null) {
        exchange.pipe.complete();
      }
      if (phase == Phase.DRAINING) {
        next();
      } else {
        deadline.off();
        if (exchange.pipe == null) {
          serveAtOnce(exchange);
        }
      }
    }
  }

  /// On a thread of the executor.
  private void serve(Exchange exchange) {
    Response response;
    try {
      response = context.handler().handle(exchange.request);
    } catch (RuntimeException e) {
      response = failed(exchange, e);
    }
    new ResponseWriter(channel, context).send(this, exchange, response);
  }

  private static Response failed(Exchange exchange, RuntimeException e) {
    LOG.error("Request handler failed: request={}", exchange.request, e);
    return Response.text(500, "internal error");
  }

  /// Whether the connection can be used for another request after this one's answer.
  boolean mayKeep(Exchange exchange) {
    boolean waitsForContinue = exchange.expectsContinue && !exchange.continued;
    boolean bodyEnds =
        receiving != exchange || (!waitsForContinue && exchange.remaining() <= MAX_DRAIN_BYTES);
    return exchange.keepAlive && bodyEnds && !exchange.broken && !closeAfterAnswer && !inputEnded;
  }

  /// The answer has been written.
  void answered(Exchange exchange, boolean keep) {
    if (current != exchange) {
      return;
    }
    current = null;
    if (exchange.pipe != null) {
      exchange.pipe.abandon();
    }
    if (!keep) {
      phase = Phase.CLOSING;
      if (receiving == null) {
        channel.close();
      } else {
        linger();
      }
    } else if (receiving != null) {
      phase = Phase.DRAINING;
      drained = 0;
      readOn();
    } else {
      next();
    }
  }

  /// Closes our side and waits a moment for the client's: a client that is still sending would
  /// otherwise lose our answer to a reset.
  private void linger() {
    if (channel instanceof DuplexChannel duplex && channel.isActive()) {
      channel.config().setAutoRead(true);
      duplex.shutdownOutput();
      deadline.in(LINGER);
    } else {
      channel.close();
    }
  }

  /// What was answered at once comes here while it is being taken: the loop below goes on with it.
  private void next() {
    phase = Phase.IDLE;
    deadline.in(context.config().idleTimeout());
    if (advancing) {
      return;
    }
    advancing = true;
    try {
      advance();
    } finally {
      advancing = false;
    }
  }

  private void advance() {
    while (!ahead.isEmpty() && !(busy() && ahead.peek() instanceof HttpRequest)) {
      take(ahead.remove());
      if (phase == Phase.CLOSING) {
        return;
      }
    }
    if (phase == Phase.IDLE && inputEnded) {
      channel.close();
    } else {
      readOn();
    }
  }

  private void readOn() {
    if (ahead.isEmpty()) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      Exchange running = current;
      if (running == null) {
        channel.close();
        return;
      }
      if (receiving == running) {
        breakOff(running);
      }
      channel
          .eventLoop()
          .schedule(
              () -> {
                if (current == running) {
                  running.request.cancellation().cancel();
                }
              },
              HALF_CLOSED_GRACE.toMillis(),
              TimeUnit.MILLISECONDS);
    }
    ctx.fireUserEventTriggered(event);
  }

  /// The rest of the body will not come.
  private void breakOff(Exchange exchange) {
    if (exchange.pipe != null) {
      exchange.pipe.fail("unexpected EOF");
    } else if (exchange.shortBody != null) {
      receiving = null;
      exchange.broken = true;
      exchange.shortBody.fail("unexpected EOF");
      dispatch(exchange);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadline.close();
    phase = Phase.CLOSING;
    ahead.forEach(ReferenceCountUtil::release);
    ahead.clear();
    Exchange running = current;
    if (running != null) {
      if (running.pipe != null) {
        running.pipe.fail("unexpected EOF");
      }
      running.request.cancellation().cancel();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("connection failed: client={} error={}", client, cause.toString());
    ctx.close();
  }
}
