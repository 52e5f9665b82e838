// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.timeout.IdleStateHandler;
import io.praetor.rpc.grpc.GrpcMethod;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Speaks {@link io.praetor.rpc.port.FirstByte#GRPC}: calls of methods that answer with a stream.
/// The classes of HTTP/2 are loaded with the first connection.
public final class GrpcServer implements Consumer<Channel> {
  /// Calls that one connection may have open: a client agent makes one for each service that is
  /// watched through it, and waits with further ones.
  private static final int MAX_STREAMS = 2048;

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_RESETS_PER_WINDOW = 2 * MAX_STREAMS;
  private static final int RESET_WINDOW_SECONDS = 30;

  /// A connection that was silent so long is asked whether it is still there. Callers speak every
  /// 30 s.
  private static final long SILENCE_SECONDS = 90;

  private final Map<String, Map<String, GrpcMethod>> services;
  private final ExecutorService executor;

  /// @param executor makes a virtual thread for each call
  public GrpcServer(List<GrpcMethod> methods, ExecutorService executor) {
    this.services =
        methods.stream()
            .collect(
                Collectors.groupingBy(
                    GrpcMethod::service,
                    Collectors.toUnmodifiableMap(GrpcMethod::name, Function.identity())));
    this.executor = executor;
  }

  @Override
  public void accept(Channel channel) {
    KeepaliveHandler keepalive = new KeepaliveHandler();
    channel
        .pipeline()
        .addLast(new IdleStateHandler(SILENCE_SECONDS, 0, 0, TimeUnit.SECONDS))
        .addLast(
            Http2FrameCodecBuilder.forServer()
                .initialSettings(
                    Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MAX_STREAMS)
                        .maxHeaderListSize(MAX_HEADER_BYTES))
                .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS_PER_WINDOW, RESET_WINDOW_SECONDS)
                .gracefulShutdownTimeoutMillis(0)
                .build())
        .addLast(
            new Http2MultiplexHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel stream) {
                    stream.pipeline().addLast(new GrpcStream(services, executor, keepalive));
                  }
                }))
        .addLast(keepalive);
  }
}
