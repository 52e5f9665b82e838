// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.channel.Channel;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.net.Message;
import io.praetor.rpc.net.MessageBuffer;
import io.praetor.rpc.net.ResponseHeader;
import io.praetor.wire.DecodeException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A connection to one server. Calls come from any thread and are carried on the event loop; a stream
/// carries one call at a time and is used again when it is free.
final class ClientConnection {
  /// Of a server: what it lists can be large.
  private static final int MAX_MESSAGE = 256 * 1024 * 1024;

  /// More are closed when their call is done.
  private static final int MOST_IDLE = 64;

  private final YamuxConnection yamux;
  private final ArrayDeque<CallStream> idle = new ArrayDeque<>();

  private ClientConnection(Channel channel) {
    yamux = new YamuxConnection(channel, true, stream -> null);
  }

  /// Takes over a connected channel, whose first byte has been sent.
  static ClientConnection on(Channel channel) {
    ClientConnection connection = new ClientConnection(channel);
    channel.pipeline().addLast(connection.yamux);
    return connection;
  }

  /// A call under way. The answer fails with a {@link RemoteFailure}.
  static final class Call {
    private final long seq;
    private final CompletableFuture<Message> answer = new CompletableFuture<>();
    private @Nullable CallStream stream;

    private Call(long seq) {
      this.seq = seq;
    }

    CompletableFuture<Message> answer() {
      return answer;
    }
  }

  boolean isDead() {
    return !yamux.channel().isActive() || yamux.isOver();
  }

  /// Sends a request.
  Call start(long seq, byte[] request) {
    Call call = new Call(seq);
    yamux.execute(() -> begin(call, request));
    return call;
  }

  /// Gives a call up: the server is told to stop.
  void abandon(Call call) {
    yamux.execute(
        () -> {
          CallStream stream = call.stream;
          call.answer.cancel(false);
          if (stream != null && stream.call == call) {
            stream.give();
          }
        });
  }

  void close() {
    yamux.channel().close();
  }

  private void begin(Call call, byte[] request) {
    if (call.answer.isDone()) {
      return;
    }
    CallStream stream = idle.poll();
    if (stream == null) {
      stream = new CallStream();
      stream.id = yamux.open(stream);
      if (stream.id == 0) {
        call.answer.completeExceptionally(
            RemoteFailure.notSent(isDead() ? "session shutdown" : "streams exhausted"));
        return;
      }
    }
    call.stream = stream;
    stream.call = call;
    yamux.write(stream.id, request);
  }

  private final class CallStream implements StreamEnd {
    private final MessageBuffer buffer = new MessageBuffer(MAX_MESSAGE);
    private int id;
    private @Nullable Call call;

    @Override
    public void data(byte[] bytes) {
      yamux.consumed(id, bytes.length);
      buffer.add(bytes);
      try {
        Message reply = buffer.poll();
        if (reply != null) {
          answered(reply);
        }
      } catch (DecodeException e) {
        fail(RemoteFailure.noAnswer(String.valueOf(e.getMessage())));
        yamux.reset(id);
      }
    }

    private void answered(Message reply) {
      ResponseHeader header = reply.header(ResponseHeader.CODEC);
      Call answered = call;
      if (answered == null || header.seq() != answered.seq || buffer.size() > 0) {
        throw DecodeException.invalid("rpc: answer to another call");
      }
      call = null;
      // After these the server ends the stream.
      boolean ends = header.error().startsWith("rpc: can't find ");
      if (ends || idle.size() >= MOST_IDLE) {
        yamux.finish(id);
      } else {
        idle.push(this);
      }
      if (header.error().isEmpty()) {
        answered.answer.complete(reply);
      } else {
        answered.answer.completeExceptionally(RemoteFailure.refused(header.error()));
      }
    }

    private void give() {
      call = null;
      yamux.reset(id);
    }

    @Override
    public void ended() {
      fail(RemoteFailure.noAnswer("EOF"));
      yamux.finish(id);
    }

    @Override
    public void drained() {}

    @Override
    public void lost(String reason) {
      fail(RemoteFailure.noAnswer(reason));
    }

    private void fail(RemoteFailure failure) {
      idle.remove(this);
      Call failed = call;
      call = null;
      if (failed != null) {
        failed.answer.completeExceptionally(failure);
      }
    }
  }
}
