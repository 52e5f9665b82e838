// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one byte, hands the connection to whoever speaks that protocol, and leaves the pipeline. A
/// connection that says nothing in time, or something that nobody speaks, is closed.
final class FirstByteHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");

  /// What every TLS handshake begins with.
  private static final int HANDSHAKE = 0x16;

  private final Map<Integer, Consumer<Channel>> speakers;
  private final Duration timeout;
  private final PortTls tls;
  private final @Nullable SslHandler inside;
  private @Nullable Future<?> deadline;

  /// @param inside the TLS connection that this one is in, or null
  FirstByteHandler(
      Map<Integer, Consumer<Channel>> speakers,
      Duration timeout,
      PortTls tls,
      @Nullable SslHandler inside) {
    this.speakers = speakers;
    this.timeout = timeout;
    this.tls = tls;
    this.inside = inside;
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
    Consumer<Channel> speaker = speaker(first);
    if (speaker == null) {
      bytes.release();
      refuse(ctx, first);
      return;
    }
    if (first == HANDSHAKE && inside == null) {
      bytes.readerIndex(bytes.readerIndex() - 1);
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

  private @Nullable Consumer<Channel> speaker(int first) {
    SslHandler secured = inside;
    if (secured != null) {
      // What needs no certificate of the caller must not be reached where one was shown, and back.
      if (first == FirstByte.TLS_INSECURE.value()) {
        return null;
      }
      boolean raft = first == FirstByte.RAFT.value();
      return raft && !tls.mayRaft(secured.engine().getSession()) ? null : speakers.get(first);
    }
    if (first == FirstByte.TLS.value()) {
      return tls.canServe() ? this::secure : null;
    }
    if (first == FirstByte.TLS_INSECURE.value()) {
      return tls.canServe() ? this::secureInsecurely : null;
    }
    if (first == HANDSHAKE) {
      return tls.isMutual() ? this::negotiate : null;
    }
    return tls.verifyIncoming() ? null : speakers.get(first);
  }

  /// After the handshake another first byte follows.
  private void secure(Channel channel) {
    SslHandler handshake = new SslHandler(tls.serverEngine(tls.verifyIncoming()));
    handshake.setHandshakeTimeoutMillis(timeout.toMillis());
    channel.pipeline().addLast(handshake, new FirstByteHandler(speakers, timeout, tls, handshake));
  }

  /// No first byte follows: there is but one protocol for those without a certificate.
  private void secureInsecurely(Channel channel) {
    SslHandler handshake = new SslHandler(tls.serverEngine(false));
    handshake.setHandshakeTimeoutMillis(timeout.toMillis());
    channel.pipeline().addLast(handshake);
    Consumer<Channel> speaker = speakers.get(FirstByte.TLS_INSECURE.value());
    if (speaker == null) {
      channel.close();
    } else {
      speaker.accept(channel);
    }
  }

  /// The handshake itself says what follows.
  private void negotiate(Channel channel) {
    SSLEngine engine = tls.serverEngine(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(AlpnHandler.names().toArray(new String[0]));
    engine.setSSLParameters(parameters);
    SslHandler handshake = new SslHandler(engine);
    handshake.setHandshakeTimeoutMillis(timeout.toMillis());
    channel.pipeline().addLast(handshake, new AlpnHandler(speakers, tls, handshake));
  }

  private void refuse(ChannelHandlerContext ctx, int first) {
    Object from = ctx.channel().remoteAddress();
    boolean secured = first == FirstByte.TLS.value() || first == FirstByte.TLS_INSECURE.value();
    if (inside == null && tls.verifyIncoming() && !secured && first < HANDSHAKE) {
      LOG.warn("Non-TLS connection attempted with VerifyIncoming set: from={}", from);
    } else if (first == FirstByte.TLS.value() || first == FirstByte.TLS_INSECURE.value()) {
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
