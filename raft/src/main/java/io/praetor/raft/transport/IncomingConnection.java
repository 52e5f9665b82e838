// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.praetor.raft.ServerId;
import io.praetor.raft.core.Message;
import io.praetor.wire.DecodeException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection that a peer opened: hands its requests to the core and writes the answers in the
/// order of the requests, whenever the core gives them. Reading stops while too much is unanswered.
/// All of it on the connection's event loop, but for [#answer].
final class IncomingConnection extends ChannelInboundHandlerAdapter {
  private static final int MAX_UNANSWERED = 64;
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

  private static final class Pending {
    final Unanswered.Slot slot;
    byte @Nullable [] answer;

    Pending(Unanswered.Slot slot) {
      this.slot = slot;
    }
  }

  private final NettyTransport transport;
  private final Channel channel;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private @Nullable SnapshotIntake intake;
  private @Nullable ServerId peer;

  IncomingConnection(NettyTransport transport, Channel channel) {
    this.transport = transport;
    this.channel = channel;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (read instanceof RaftRequest request) {
      request(request);
    } else if (intake != null) {
      intake.take((ByteBuf) read);
    } else {
      ((ByteBuf) read).release(); // The state of a snapshot that was refused.
    }
    updateReading();
  }

  private void request(RaftRequest request) {
    if (request.header().protocolVersion() < RaftMessages.PROTOCOL_VERSION - 1) {
      refuse(request, "operation not supported with current protocol version");
      return;
    }
    String name = request.header().id().text();
    if (name.isEmpty() || name.equals(transport.self().value())) {
      // To a server that talks to itself, its own requests would look like those of a second
      // leader.
      refuse(request, "the sender is not another server");
      return;
    }
    ServerId from = new ServerId(name);
    peer = from;
    if (request instanceof RaftRequest.InstallSnapshot install) {
      begin(from, install);
      return;
    }
    Unanswered.Slot slot = transport.unanswered().open(this, from, request);
    Pending added = new Pending(slot);
    pending.addLast(added);
    transport.inbound().receive(from, RaftMessages.message(request, slot.token()));
    if (request instanceof RaftRequest.TimeoutNow) {
      transport.unanswered().forget(slot);
      added.answer = encode("", RaftMessages.empty(request));
      flush();
    }
  }

  private void begin(ServerId from, RaftRequest.InstallSnapshot request) {
    Unanswered.Slot slot = transport.unanswered().open(this, from, request);
    pending.addLast(new Pending(slot));
    intake = SnapshotIntake.begin(transport, this, slot, from, request);
    if (intake == null) {
      fail(slot, "another snapshot is being received");
    }
  }

  /// The core's word on a request, from any thread.
  void answer(Unanswered.Slot slot, Message answer) {
    byte[] bytes = encode("", transport.messages().reply(slot.request(), answer));
    channel.eventLoop().execute(() -> fill(slot, bytes));
  }

  /// The transport's own word, when the core is not asked. From any thread. The connection ends
  /// after it, as the peer may be in the middle of sending what nobody wants.
  void fail(Unanswered.Slot slot, String error) {
    transport.unanswered().forget(slot);
    byte[] bytes = encode(error, RaftMessages.empty(slot.request()));
    channel
        .eventLoop()
        .execute(
            () -> {
              fill(slot, bytes);
              close();
            });
  }

  private void refuse(RaftRequest request, String error) {
    LOG.warn("refused a raft request: peer={} error={}", channel.remoteAddress(), error);
    channel.writeAndFlush(Unpooled.wrappedBuffer(encode(error, RaftMessages.empty(request))));
    close();
  }

  private static byte[] encode(String error, RaftReply reply) {
    return RaftWire.encode(new RaftWire.Answer(error, reply));
  }

  private void fill(Unanswered.Slot slot, byte[] bytes) {
    for (Pending one : pending) {
      if (one.slot == slot) {
        one.answer = bytes;
      }
    }
    flush();
    updateReading();
  }

  private void flush() {
    boolean wrote = false;
    for (Pending first = pending.peek(); first != null; first = pending.peek()) {
      byte[] answer = first.answer;
      if (answer == null) {
        break;
      }
      pending.remove();
      channel.write(Unpooled.wrappedBuffer(answer), channel.voidPromise());
      wrote = true;
    }
    if (wrote) {
      channel.flush();
    }
  }

  Channel channel() {
    return channel;
  }

  void updateReading() {
    boolean full = pending.size() >= MAX_UNANSWERED || (intake != null && intake.isFull());
    channel.config().setAutoRead(!full);
  }

  private void close() {
    // After what was written before.
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> channel.close());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    pending.forEach(one -> transport.unanswered().forget(one.slot));
    pending.clear();
    if (intake != null) {
      intake.abort();
    }
    if (peer != null) {
      transport.inbound().connectionLost(peer);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Throwable reason = cause.getCause() instanceof DecodeException ? cause.getCause() : cause;
    LOG.warn(
        "raft connection failed: peer={} error={}", channel.remoteAddress(), reason.toString());
    channel.close();
  }
}
