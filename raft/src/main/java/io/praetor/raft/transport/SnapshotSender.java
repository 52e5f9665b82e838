// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import io.praetor.raft.Snapshot;
import io.praetor.raft.core.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Streams one snapshot to a peer over a connection of its own, on a thread that may wait.
final class SnapshotSender {
  private static final int PIECE_BYTES = 64 << 10;

  /// Consul's scale: the time for an answer grows by one timeout with each 256 KiB.
  private static final int BYTES_PER_TIMEOUT = 256 << 10;

  private final NettyTransport transport;
  private final String address;
  private final long term;
  private final Snapshot snapshot;

  SnapshotSender(NettyTransport transport, String address, long term, Snapshot snapshot) {
    this.transport = transport;
    this.address = address;
    this.term = term;
    this.snapshot = snapshot;
  }

  /// The peer's answer for the core. Throws [IOException] when there is none.
  Message.InstallSnapshotResponse send(EventLoop loop) throws IOException, InterruptedException {
    Channel channel = await(transport.dialer().dial(loop, address));
    try (InputStream state = snapshot.open()) {
      transport.own(channel);
      RaftRequest request = transport.messages().install(term, snapshot.meta());
      Answers answers = new Answers(request);
      channel.pipeline().addLast(answers);
      channel.closeFuture().addListener(done -> answers.closed());
      channel.write(Unpooled.wrappedBuffer(new byte[] {NettyTransport.PROTOCOL_BYTE}));
      await(channel.writeAndFlush(Unpooled.wrappedBuffer(RaftWire.encode(request))));
      stream(channel, state);
      long waits = Math.max(1, snapshot.meta().sizeBytes() / BYTES_PER_TIMEOUT);
      return answers.await(waits * transport.answerTimeoutNanos(), snapshot.meta().index());
    } finally {
      channel.close();
    }
  }

  private void stream(Channel channel, InputStream state) throws IOException, InterruptedException {
    long left = snapshot.meta().sizeBytes();
    while (left > 0) {
      byte[] piece = state.readNBytes((int) Math.min(PIECE_BYTES, left));
      if (piece.length == 0) {
        throw new EOFException("the snapshot is shorter than it says");
      }
      left -= piece.length;
      await(channel.writeAndFlush(Unpooled.wrappedBuffer(piece)));
    }
  }

  private <T> T await(Future<T> future) throws IOException, InterruptedException {
    if (!future.await(transport.answerTimeoutNanos(), TimeUnit.NANOSECONDS)) {
      future.cancel(true);
      throw new IOException("timeout");
    }
    if (!future.isSuccess()) {
      throw new IOException(future.cause());
    }
    return future.getNow();
  }

  private static final class Answers extends ByteToMessageDecoder {
    private final FrameScanner scanner = new FrameScanner();
    private final RaftRequest request;
    private final CompletableFuture<RaftWire.Answer> answer = new CompletableFuture<>();

    Answers(RaftRequest request) {
      this.request = request;
      scanner.begin(0, 2);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (answer.isDone()) {
        in.skipBytes(in.readableBytes());
      } else if (scanner.isWhole(in, in.readerIndex(), in.readableBytes())) {
        byte[] data = new byte[scanner.length()];
        in.readBytes(data);
        answer.complete(RaftWire.decodeAnswer(request, data));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      answer.completeExceptionally(cause);
      context.close();
    }

    void closed() {
      answer.completeExceptionally(new IOException("the peer closed the connection"));
    }

    Message.InstallSnapshotResponse await(long nanos, long index)
        throws IOException, InterruptedException {
      try {
        RaftWire.Answer got = answer.get(nanos, TimeUnit.NANOSECONDS);
        if (!got.error().isEmpty()) {
          throw new IOException(got.error());
        }
        RaftReply.InstallSnapshot reply = (RaftReply.InstallSnapshot) got.reply();
        return new Message.InstallSnapshotResponse(reply.term(), reply.success(), index);
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      } catch (TimeoutException e) {
        throw new IOException("no answer in time", e);
      }
    }
  }
}
