// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.channel.Channel;
import io.praetor.rpc.net.Dispatcher;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Speaks {@link FirstByte#MULTIPLEX}: calls on the streams of a yamux connection.
public final class MultiplexServer implements Consumer<Channel> {
  /// Answers of one connection that are encoded and wait for the peer to take them.
  private static final int MOST_ANSWERS = 64;

  private final Dispatcher dispatcher;
  private final ExecutorService executor;

  /// @param executor makes a virtual thread for each call
  public MultiplexServer(Dispatcher dispatcher, ExecutorService executor) {
    this.dispatcher = dispatcher;
    this.executor = executor;
  }

  @Override
  public void accept(Channel channel) {
    new Connection(channel);
  }

  private final class Connection {
    private final Semaphore answers = new Semaphore(MOST_ANSWERS);
    private final HeldBytes requests = new HeldBytes();
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
      private int counted;
      private boolean gone;

      ServedStream(int stream) {
        this.stream = stream;
      }

      @Override
      public void data(byte[] bytes) {
        lane.data(bytes);
        if (!count()) {
          lane.lost();
          abort();
        }
      }

      /// Half-received requests of all streams share one bound.
      private boolean count() {
        if (gone) {
          return true;
        }
        int size = lane.size();
        boolean fits = requests.add(size - counted);
        counted = size;
        return fits;
      }

      private void leave() {
        gone = true;
        requests.add(-counted);
        counted = 0;
      }

      @Override
      public void ended() {
        lane.ended();
      }

      @Override
      public void drained() {
        lane.drained();
        count();
      }

      @Override
      public void lost(String reason) {
        leave();
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
        leave();
        yamux.finish(stream);
      }

      @Override
      public void abort() {
        leave();
        yamux.reset(stream);
      }
    }
  }

  /// Bytes of requests that are not whole yet.
  private static final class HeldBytes {
    private static final long MOST = 64L * 1024 * 1024;
    private long held;

    boolean add(int bytes) {
      held += bytes;
      return held <= MOST;
    }
  }
}
