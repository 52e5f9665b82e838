// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeepaliveHandlerTest {
  private final KeepaliveHandler handler = new KeepaliveHandler();
  private final EmbeddedChannel channel = new EmbeddedChannel(handler);

  private void ping() {
    channel.writeInbound(new DefaultHttp2PingFrame(1));
  }

  private void silence() {
    channel.pipeline().fireUserEventTriggered(IdleStateEvent.READER_IDLE_STATE_EVENT);
  }

  @Test
  void takesPingsFifteenSecondsApart() {
    channel.freezeTime();
    for (int i = 0; i < 20; i++) {
      ping();
      channel.advanceTimeBy(15, TimeUnit.SECONDS);
    }
    assertTrue(channel.isOpen());
    assertNull(channel.readOutbound());
  }

  @Test
  void endsTheConnectionAtTheThirdPingTooSoon() {
    channel.freezeTime();
    for (int i = 0; i < 3; i++) {
      ping();
      channel.advanceTimeBy(14, TimeUnit.SECONDS);
    }
    assertTrue(channel.isOpen());
    ping();
    assertFalse(channel.isOpen());
    Http2GoAwayFrame goAway = channel.readOutbound();
    assertNotNull(goAway);
    assertEquals(Http2Error.ENHANCE_YOUR_CALM.code(), goAway.errorCode());
    assertEquals("too_many_pings", goAway.content().toString(StandardCharsets.US_ASCII));
    goAway.release();
  }

  @Test
  void takesPingsThatMeasureWhatWasSent() {
    channel.freezeTime();
    for (int i = 0; i < 20; i++) {
      handler.sent();
      ping();
    }
    assertTrue(channel.isOpen());
  }

  @Test
  void asksTheSilentAndEndsThemWhenTheyStaySo() {
    silence();
    assertInstanceOf(Http2PingFrame.class, channel.readOutbound());
    assertTrue(channel.isOpen());
    channel.writeInbound(new DefaultHttp2PingFrame(1, true));
    silence();
    assertInstanceOf(Http2PingFrame.class, channel.readOutbound());
    assertTrue(channel.isOpen());
    silence();
    assertFalse(channel.isOpen());
  }
}
