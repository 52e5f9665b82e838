// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Snapshots;
import io.praetor.rpc.net.SnapshotHeaders;
import io.praetor.wire.DecodeException;
import io.praetor.wire.GoQuote;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks {@link FirstByte#SNAPSHOT}: one save or restore for a connection. The peer closes its half
/// when it has sent all, and this side closes after the answer.
public final class SnapshotServer implements Consumer<Channel> {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.snapshot");
  private static final int WRITE_TIMEOUT_SECONDS = 75;
  private static final int PIECE = 64 * 1024;

  private final Snapshots snapshots;
  private final ExecutorService executor;

  /// @param executor makes a virtual thread for each connection
  public SnapshotServer(Snapshots snapshots, ExecutorService executor) {
    this.snapshots = snapshots;
    this.executor = executor;
  }

  @Override
  public void accept(Channel channel) {
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    ChannelStreams streams = new ChannelStreams(channel);
    channel.pipeline().addLast(new WriteTimeoutHandler(WRITE_TIMEOUT_SECONDS), streams);
    try {
      Future<?> serving = executor.submit(() -> serve(channel, streams));
      channel.closeFuture().addListener(closed -> serving.cancel(true));
    } catch (RejectedExecutionException e) {
      channel.close(); // The agent is stopping.
    }
  }

  private void serve(Channel channel, ChannelStreams streams) {
    try {
      answer(streams.input(), streams.output());
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } catch (IOException | DecodeException e) {
      LOG.warn(
          "snapshot connection failed: from={} error={}", channel.remoteAddress(), e.toString());
      channel.close();
    } catch (InterruptedException e) {
      channel.close();
    } catch (RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private void answer(InputStream in, OutputStream out) throws IOException, InterruptedException {
    SnapshotHeaders.Ask ask = SnapshotHeaders.read(SnapshotHeaders.Ask.CODEC, in);
    var request = new Snapshots.Request(ask.datacenter(), ask.token(), ask.allowStale());
    try {
      switch (ask.op()) {
        case SnapshotHeaders.SAVE -> save(request, out);
        case SnapshotHeaders.RESTORE -> {
          snapshots.restore(request, in);
          reply(out, new SnapshotHeaders.Answer("", SnapshotHeaders.NOTHING));
        }
        default -> throw new ConsulException("unrecognized snapshot op " + rune(ask.op()));
      }
    } catch (ConsulException e) {
      reply(out, new SnapshotHeaders.Answer(e.text(), SnapshotHeaders.NOTHING));
    }
  }

  /// Consul prints the number as a quoted character.
  private static String rune(int op) {
    String quoted =
        GoQuote.quote(Character.isValidCodePoint(op) ? Character.toString(op) : "\ufffd");
    return "'" + quoted.substring(1, quoted.length() - 1) + "'";
  }

  private void save(Snapshots.Request request, OutputStream out)
      throws IOException, InterruptedException {
    try (Snapshots.Saved saved = snapshots.save(request)) {
      reply(out, new SnapshotHeaders.Answer("", saved.meta()));
      BufferedOutputStream pieces = new BufferedOutputStream(out, PIECE);
      saved.writeTo(pieces);
      pieces.flush();
    }
  }

  private static void reply(OutputStream out, SnapshotHeaders.Answer answer) throws IOException {
    out.write(SnapshotHeaders.write(SnapshotHeaders.Answer.CODEC, answer));
  }
}
