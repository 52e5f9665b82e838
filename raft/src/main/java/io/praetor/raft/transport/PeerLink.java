// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import io.praetor.raft.ServerId;
import io.praetor.raft.core.Message;
import io.praetor.wire.DecodeException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection to a peer for one kind of requests, opened when first needed and again after a
/// pause when it breaks. Requests follow each other without waiting; answers come in their order.
/// What does not fit, or cannot be sent now, is dropped. Everything runs on one event loop.
final class PeerLink {
  private static final int FIRST_PAUSE_MILLIS = 50;
  private static final int MAX_PAUSE_MILLIS = 1000;
  private static final int IDLE_SECONDS = 300;
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

  private record Sent(Message message, RaftRequest request, long atNanos) {}

  private final NettyTransport transport;
  private final ServerId peer;
  private final EventLoop loop;
  private final int maxInflight;

  /// In flight, or waiting for the connection.
  private final Deque<Sent> inflight = new ArrayDeque<>();

  private String address = "";
  private @Nullable Channel channel;

  /// The attempt to connect that is under way.
  private @Nullable Future<Channel> dialing;

  private boolean watched;
  private boolean closed;
  private int failures;
  private long retryAtNanos;
  private long sentAtNanos;

  PeerLink(NettyTransport transport, ServerId peer, EventLoop loop, int maxInflight) {
    this.transport = transport;
    this.peer = peer;
    this.loop = loop;
    this.maxInflight = maxInflight;
    this.retryAtNanos = System.nanoTime();
  }

  void send(String to, Message message, RaftRequest request) {
    if (!to.equals(address)) {
      address = to;
      disconnect();
      failures = 0;
      retryAtNanos = System.nanoTime();
    }
    long now = System.nanoTime();
    boolean pausing = channel == null && dialing == null && now - retryAtNanos < 0;
    if (closed || pausing || inflight.size() >= maxInflight) {
      lost(message);
      return;
    }
    Sent sent = new Sent(message, request, now);
    inflight.addLast(sent);
    sentAtNanos = now;
    if (channel != null) {
      write(channel, sent);
    } else if (dialing == null) {
      dial();
    }
    watch();
  }

  private void dial() {
    Future<Channel> mine = transport.dialer().dial(loop, address);
    dialing = mine;
    mine.addListener(
        (Future<Channel> done) -> {
          if (dialing != mine) {
            // The peer is elsewhere, and was not waited for: an address that is gone may take long
            // to fail.
            if (done.isSuccess()) {
              done.getNow().close();
            }
            return;
          }
          dialing = null;
          if (done.isSuccess()) {
            connected(done.getNow());
          } else {
            failed(done.cause());
          }
        });
  }

  private void connected(Channel opened) {
    channel = opened;
    opened.pipeline().addLast(new AnswerDecoder(opened));
    opened.write(Unpooled.wrappedBuffer(new byte[] {NettyTransport.PROTOCOL_BYTE}));
    inflight.forEach(sent -> write(opened, sent));
    if (opened.isActive()) {
      watchIdle(opened);
    } else {
      broken(opened);
    }
  }

  /// A connection that nothing goes over is given up: elections are rare, and the peer may be no
  /// member any more.
  private void watchIdle(Channel opened) {
    loop.schedule(
        () -> {
          if (channel != opened) {
            return;
          }
          long idle = System.nanoTime() - sentAtNanos;
          if (inflight.isEmpty() && idle >= TimeUnit.SECONDS.toNanos(IDLE_SECONDS)) {
            channel = null;
            opened.close();
          } else {
            watchIdle(opened);
          }
        },
        IDLE_SECONDS,
        TimeUnit.SECONDS);
  }

  private static void write(Channel to, Sent sent) {
    to.writeAndFlush(Unpooled.wrappedBuffer(RaftWire.encode(sent.request)), to.voidPromise());
  }

  private void failed(Throwable reason) {
    if (failures == 0) {
      LOG.warn("failed to contact: peer={} address={} error={}", peer, address, reason.toString());
    }
    int pause = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 6));
    failures++;
    retryAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
    loseAll();
  }

  private void broken(Channel gone) {
    if (channel == gone) {
      channel = null;
      failed(new ClosedChannelException());
    }
  }

  private void disconnect() {
    Channel old = channel;
    channel = null;
    dialing = null;
    if (old != null) {
      old.close();
    }
    loseAll();
  }

  void close() {
    closed = true;
    disconnect();
  }

  private void loseAll() {
    List<Sent> gone = List.copyOf(inflight);
    inflight.clear();
    gone.forEach(sent -> lost(sent.message));
  }

  /// Only what the core counts as being on the way is worth telling.
  private void lost(Message message) {
    if (message instanceof Message.AppendRequest && !closed) {
      transport.inbound().unreachable(peer);
    }
  }

  /// A peer that takes everything and answers nothing is as good as gone.
  private void watch() {
    if (watched) {
      return;
    }
    watched = true;
    loop.schedule(
        () -> {
          watched = false;
          Sent oldest = inflight.peekFirst();
          if (oldest == null) {
            return;
          }
          long waited = System.nanoTime() - oldest.atNanos;
          Channel current = channel;
          if (waited >= transport.answerTimeoutNanos() && current != null) {
            current.close();
          } else {
            watch();
          }
        },
        transport.answerTimeoutNanos(),
        TimeUnit.NANOSECONDS);
  }

  /// Answers belong to the requests in flight, in order.
  private final class AnswerDecoder extends ByteToMessageDecoder {
    private final FrameScanner scanner = new FrameScanner();
    private final Channel on;
    private boolean inMessage;

    AnswerDecoder(Channel on) {
      this.on = on;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (on != channel) {
        in.skipBytes(in.readableBytes());
        return;
      }
      if (!inMessage) {
        scanner.begin(0, 2);
        inMessage = true;
      }
      if (!scanner.isWhole(in, in.readerIndex(), in.readableBytes())) {
        return;
      }
      inMessage = false;
      byte[] data = new byte[scanner.length()];
      in.readBytes(data);
      Sent sent = inflight.pollFirst();
      if (sent == null) {
        throw DecodeException.invalid("an answer that nobody asked for");
      }
      RaftWire.Answer answer = RaftWire.decodeAnswer(sent.request, data);
      failures = 0;
      if (answer.error().isEmpty()) {
        Message message = RaftMessages.answer(sent.message, answer.reply());
        if (message != null) {
          transport.inbound().receive(peer, message);
        }
      } else {
        LOG.warn("refused by a peer: peer={} error={}", peer, answer.error());
        lost(sent.message);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      super.channelInactive(context);
      broken(on);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      LOG.warn("raft connection failed: peer={} error={}", peer, cause.toString());
      context.close();
    }
  }
}
