// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// After a handshake without a first byte: the protocol that was negotiated says who speaks.
final class AlpnHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");
  private static final Map<String, FirstByte> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("consul/rpc-single", FirstByte.RPC);
    NAMES.put("consul/raft", FirstByte.RAFT);
    NAMES.put("consul/rpc-multi", FirstByte.MULTIPLEX);
    NAMES.put("consul/rpc-snapshot", FirstByte.SNAPSHOT);
    NAMES.put("consul/rpc-grpc", FirstByte.GRPC);
    NAMES.put("consul/raft-forwarding", FirstByte.RAFT_FORWARDING);
  }

  private final Map<Integer, Consumer<Channel>> speakers;
  private final PortTls tls;
  private final SslHandler handshake;

  AlpnHandler(Map<Integer, Consumer<Channel>> speakers, PortTls tls, SslHandler handshake) {
    this.speakers = speakers;
    this.tls = tls;
    this.handshake = handshake;
  }

  static List<String> names() {
    return List.copyOf(NAMES.keySet());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent done)) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    String name = handshake.engine().getApplicationProtocol();
    FirstByte first = name == null ? null : NAMES.get(name);
    Consumer<Channel> speaker = first == null ? null : speakers.get(first.value());
    boolean refused = first == FirstByte.RAFT && !tls.mayRaft(handshake.engine().getSession());
    if (!done.isSuccess() || speaker == null || refused) {
      LOG.warn(
          "TLS connection refused: from={} protocol={} error={}",
          ctx.channel().remoteAddress(),
          name,
          String.valueOf(done.cause()));
      ctx.close();
      return;
    }
    speaker.accept(ctx.channel());
    ctx.pipeline().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("handshake failed: error={}", cause.toString());
    ctx.close();
  }
}
