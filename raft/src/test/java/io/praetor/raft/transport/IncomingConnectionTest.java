// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.core.Message;
import io.praetor.raft.driver.Inbound;
import io.praetor.raft.storage.MemorySnapshotStore;
import io.praetor.raft.storage.SnapshotSink;
import io.praetor.wire.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A connection from a peer, with a test in the core's place.
class IncomingConnectionTest {
  private static final ServerId PEER = new ServerId("peer");
  private static final RaftHeader HEADER =
      new RaftHeader(3, Bytes.utf8("peer"), Bytes.utf8("127.0.0.1:1"));

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Message> received = new ArrayList<>();
  private final List<ServerId> lost = new ArrayList<>();
  private final NettyTransport transport =
      new NettyTransport(
          new ServerId("self"),
          "127.0.0.1:2",
          loops,
          Runnable::run,
          RaftDialer.tcp(1000),
          id -> Optional.empty(),
          Duration.ofSeconds(1));
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private @Nullable SnapshotMeta snapshot;
  private byte[] state = {};

  IncomingConnectionTest() {
    transport.start(new Recorder());
    transport.accept(channel);
  }

  @AfterEach
  void stop() {
    loops.shutdownGracefully();
  }

  @Test
  void answersLeaveInTheOrderOfTheRequestsHoweverTheyCome() {
    for (long prev = 10; prev < 13; prev++) {
      send(new RaftRequest.AppendEntries(HEADER, 5, Bytes.NIL, prev, 5, List.of(), 10));
    }
    List<Message.AppendRequest> requests =
        received.stream().map(Message.AppendRequest.class::cast).toList();
    for (Message.AppendRequest request : requests.reversed()) {
      assertNull(written(), "not before the first one is answered");
      transport.send(
          PEER,
          "",
          new Message.AppendResponse(
              5,
              true,
              request.prevIndex(),
              request.prevIndex(),
              request.prevIndex(),
              request.round()));
      channel.runPendingTasks();
    }
    for (long prev = 10; prev < 13; prev++) {
      assertEquals(
          prev, ((RaftReply.AppendEntries) answer(requestLike(received.get(0)))).lastLog());
    }
  }

  @Test
  void aVoteIsOnlyGivenToTheTermThatItIsFor() {
    send(new RaftRequest.RequestVote(HEADER, 8, Bytes.NIL, 1, 1, false));
    transport.send(PEER, "", new Message.VoteResponse(7, true));
    channel.runPendingTasks();
    assertNull(written());
    transport.send(PEER, "", new Message.VoteResponse(8, true));
    channel.runPendingTasks();
    assertTrue(written() != null);
  }

  @Test
  void theEndOfAConnectionIsToldOnceItsPeerIsKnown() {
    send(new RaftRequest.TimeoutNow(HEADER));
    assertEquals(List.of(), lost);
    channel.close();
    assertEquals(List.of(PEER), lost);
  }

  @Test
  void timeoutNowIsAnsweredAtOnce() {
    send(new RaftRequest.TimeoutNow(HEADER));
    assertInstanceOf(Message.TimeoutNow.class, received.getFirst());
    assertArrayEquals(
        RaftWireTest.recorded().get("raft-rep-TimeoutNow"), ByteBufUtil.getBytes(written()));
  }

  @Test
  void aSnapshotIsHandedOverWhenAllOfItIsThere() {
    byte[] bytes = new byte[200_000];
    java.util.Arrays.fill(bytes, (byte) 7);
    send(install(bytes.length));
    channel.writeInbound(Unpooled.wrappedBuffer(bytes, 0, 150_000));
    assertNull(snapshot);
    channel.writeInbound(Unpooled.wrappedBuffer(bytes, 150_000, 50_000));
    assertArrayEquals(bytes, state);
    transport.send(PEER, "", new Message.InstallSnapshotResponse(5, true, 100));
    channel.runPendingTasks();
    assertTrue(written() != null);
    assertFalse(transport.receiving().get());
  }

  @Test
  void aSnapshotThatEndsEarlyIsDropped() {
    send(install(1000));
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[500]));
    channel.close();
    assertNull(snapshot);
    assertFalse(transport.receiving().get());
  }

  @Test
  void contradictionsCloseTheConnection() {
    send(
        new RaftRequest.AppendEntries(
            HEADER,
            5,
            Bytes.NIL,
            10,
            5,
            List.of(
                new io.praetor.raft.core.Entry(
                    13,
                    5,
                    io.praetor.raft.core.EntryType.NOOP,
                    new byte[0],
                    new byte[0],
                    new byte[0])),
            10));
    assertTrue(received.isEmpty());
    assertFalse(channel.isOpen());
  }

  @Test
  void aServerDoesNotListenToItself() {
    RaftHeader own = new RaftHeader(3, Bytes.utf8("self"), Bytes.utf8("127.0.0.1:2"));
    send(new RaftRequest.RequestPreVote(own, 5, 1, 1));
    assertTrue(received.isEmpty());
    assertFalse(channel.isOpen());
  }

  private static RaftRequest.InstallSnapshot install(int size) {
    return new RaftRequest.InstallSnapshot(
        HEADER,
        1,
        5,
        Bytes.NIL,
        100,
        4,
        Bytes.NIL,
        Bytes.wrap(RaftWireTest.recorded().get("log-type-5")),
        1,
        size);
  }

  private void send(RaftRequest request) {
    channel.writeInbound(Unpooled.wrappedBuffer(RaftWire.encode(request)));
  }

  private @Nullable ByteBuf written() {
    return channel.readOutbound();
  }

  private RaftReply answer(RaftRequest to) {
    return RaftWire.decodeAnswer(to, ByteBufUtil.getBytes(written())).reply();
  }

  private static RaftRequest requestLike(Message message) {
    return new RaftMessages("x", "y").request(message);
  }

  private final class Recorder implements Inbound {
    private final MemorySnapshotStore store = new MemorySnapshotStore(InstantSource.system());

    @Override
    public void receive(ServerId from, Message message) {
      received.add(message);
    }

    @Override
    public void unreachable(ServerId peer) {}

    @Override
    public void connectionLost(ServerId peer) {
      lost.add(peer);
    }

    @Override
    public void refused(ServerId peer) {}

    @Override
    public SnapshotSink beginSnapshot(SnapshotMeta meta) {
      return store.create(meta.index(), meta.term(), meta.configuration());
    }

    @Override
    public void receiveSnapshot(ServerId from, long term, SnapshotMeta meta, SnapshotSink sink) {
      snapshot = meta;
      try {
        state = sink.publish().open().readAllBytes();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
