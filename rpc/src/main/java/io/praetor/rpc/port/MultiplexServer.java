// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.channel.Channel;
import io.praetor.rpc.net.Dispatcher;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks {@link FirstByte#MULTIPLEX}: calls on the streams of a yamux connection.
public final class MultiplexServer implements Consumer<Channel> {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");

  /// Answers of one connection that are encoded and wait for the peer to take them.
  private static final int MOST_ANSWERS = 16;

  private final Dispatcher dispatcher;
  private final ExecutorService executor;
  private final RequestMemory memory;

  /// @param executor makes a virtual thread for each call
  /// @param memory shared by all who serve calls
  public MultiplexServer(Dispatcher dispatcher, ExecutorService executor, RequestMemory memory) {
    this.dispatcher = dispatcher;
    this.executor = executor;
    this.memory = memory;
  }

  @Override
  public void accept(Channel channel) {
    new Connection(channel);
  }

  private final class Connection {
    private final Semaphore answers = new Semaphore(MOST_ANSWERS);
    private final YamuxConnection yamux;

    Connection(Channel channel) {
      yamux = new YamuxConnection(channel, false, this::accept);
      channel.pipeline().addLast(yamux);
    }

    private StreamEnd accept(int stream) {
      return new ServedStream(stream);
    }

    private final class ServedStream implements StreamEnd, CallWire {
      private final int stream;
      private final CallLane lane = new CallLane(dispatcher, executor, answers, this);
      private final RequestMemory.Share share = memory.new Share();

      ServedStream(int stream) {
        this.stream = stream;
      }

      @Override
      public void data(byte[] bytes) {
        lane.data(bytes);
        if (!share.set(lane.size())) {
          LOG.warn("too many requests at once: from={}", yamux.channel().remoteAddress());
          lane.lost();
          abort();
        }
      }

      @Override
      public void ended() {
        lane.ended();
      }

      @Override
      public void drained() {
        lane.drained();
        share.set(lane.size());
      }

      @Override
      public void lost(String reason) {
        share.leave();
        lane.lost();
      }

      @Override
      public void execute(Runnable action) {
        yamux.execute(action);
      }

      @Override
      public void consumed(int bytes) {
        yamux.consumed(stream, bytes);
      }

      @Override
      public void write(byte[] data) {
        yamux.write(stream, data);
      }

      @Override
      public void finish() {
        share.leave();
        yamux.finish(stream);
      }

      @Override
      public void abort() {
        share.leave();
        yamux.reset(stream);
      }
    }
  }
}
