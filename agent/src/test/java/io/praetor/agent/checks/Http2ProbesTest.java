// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// gRPC and HTTP/2 ping probes against Netty's HTTP/2 server, which plays a health service.
class Http2ProbesTest {
  /// Answers as grpc-go's health server does: a serialised status by service name.
  private static final class Health extends SimpleChannelInboundHandler<Http2StreamFrame> {
    private static final Map<String, String> STATUS =
        Map.of("", "08" + "01", "a", "0801", "b", "0802", "u", "");

    private final ByteBuf request = Unpooled.buffer();

    @Override
    protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) {
      if (frame instanceof Http2HeadersFrame headers) {
        assertEquals("/grpc.health.v1.Health/Check", headers.headers().path().toString());
        assertEquals("application/grpc", headers.headers().get("content-type").toString());
        return;
      }
      Http2DataFrame data = (Http2DataFrame) frame;
      request.writeBytes(data.content());
      if (!data.isEndStream()) {
        return;
      }
      int length = request.getInt(1);
      String service = length == 0 ? "" : request.toString(7, length - 2, US_ASCII);
      String status = STATUS.get(service);
      Http2Headers headers =
          new DefaultHttp2Headers().status("200").set("content-type", "application/grpc");
      if (status == null) {
        headers.set("grpc-status", "5").set("grpc-message", "unknown%20service");
        context.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true));
        return;
      }
      byte[] message = ByteBufUtil.decodeHexDump(status);
      ByteBuf body = Unpooled.buffer().writeByte(0).writeInt(message.length).writeBytes(message);
      context.write(new DefaultHttp2HeadersFrame(headers));
      context.write(new DefaultHttp2DataFrame(body));
      context.writeAndFlush(
          new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().set("grpc-status", "0"), true));
    }
  }

  private final RealTime time = new RealTime();
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private String address;

  @BeforeEach
  void start() throws InterruptedException {
    Channel server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forServer().build(),
                            new Http2MultiplexHandler(
                                new ChannelInitializer<Channel>() {
                                  @Override
                                  protected void initChannel(Channel stream) {
                                    stream.pipeline().addLast(new Health());
                                  }
                                }));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    address = "127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();
  }

  @AfterEach
  void stop() throws InterruptedException {
    loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).sync();
    time.close();
  }

  private ProbeResult grpc(String target, boolean tls, long timeoutNanos) {
    return new GrpcProbe(
            target, tls ? new TlsOptions("", true) : null, timeoutNanos, time.scheduler)
        .run();
  }

  private ProbeResult ping(String target, long timeoutNanos) {
    return new H2PingProbe(target, null, timeoutNanos, time.scheduler).run();
  }

  @Test
  void servingPassesAndEverythingElseIsCritical() {
    long limit = RealTime.LONG_NANOS;
    assertEquals(
        ProbeResult.passing("gRPC check " + address + "/a: success"),
        grpc(address + "/a", false, limit));
    assertEquals(
        ProbeResult.passing("gRPC check " + address + ": success"), grpc(address, false, limit));
    assertEquals(
        ProbeResult.critical("gRPC " + address + "/b serving status: NOT_SERVING"),
        grpc(address + "/b", false, limit));
    assertEquals(
        ProbeResult.critical("gRPC " + address + "/u serving status: UNKNOWN"),
        grpc(address + "/u", false, limit));
    assertEquals(
        ProbeResult.critical("rpc error: code = NotFound desc = unknown service"),
        grpc(address + "/none", false, limit));
  }

  @Test
  void aPingIsAnswered() {
    assertEquals(
        ProbeResult.passing("HTTP2 ping was successful"), ping(address, RealTime.LONG_NANOS));
  }

  @Test
  void aClosedPortIsCritical() throws IOException {
    String closed;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = "127.0.0.1:" + server.getLocalPort();
    }
    String refused = "dial tcp " + closed + ": connect: connection refused";
    assertEquals(
        ProbeResult.critical(
            "rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while"
                + " dialing: "
                + refused
                + "\""),
        grpc(closed + "/svc", false, RealTime.LONG_NANOS));
    assertEquals(
        ProbeResult.critical("Failed to dial to " + closed + ": " + refused),
        ping(closed, RealTime.LONG_NANOS));
  }

  @Test
  void aSilentPeerEndsWithTheTimeout() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String silent = "127.0.0.1:" + server.getLocalPort();
      assertEquals(
          ProbeResult.critical(
              "rpc error: code = DeadlineExceeded desc = context deadline exceeded while waiting for"
                  + " connections to become ready"),
          grpc(silent, false, RealTime.SHORT_NANOS));
      assertEquals(
          ProbeResult.critical("HTTP2 ping failed: context deadline exceeded"),
          ping(silent, RealTime.SHORT_NANOS));
    }
  }

  @Test
  void aPeerThatSpeaksSomethingElseIsRecognised() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      time.scheduler.after(
          0,
          () -> {
            try {
              for (String answer :
                  new String[] {"garbage line\r\n\r\n", "HTTP/1.1 400 Bad Request"}) {
                try (Socket client = server.accept()) {
                  client.getOutputStream().write(answer.getBytes(US_ASCII));
                  client.shutdownOutput();
                  client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                }
              }
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      String other = "127.0.0.1:" + server.getLocalPort();
      assertEquals(
          ProbeResult.critical("HTTP2 ping failed: http2: frame too large"),
          ping(other, RealTime.LONG_NANOS));
      assertEquals(
          ProbeResult.critical(
              "rpc error: code = Unavailable desc = connection error: desc = \"error reading server"
                  + " preface: http2: failed reading the frame payload: http2: frame too large, note"
                  + " that the frame header looked like an HTTP/1.1 header\""),
          grpc(other, false, RealTime.LONG_NANOS));
    }
  }
}
