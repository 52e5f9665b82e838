// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.praetor.raft.ServerId;
import io.praetor.raft.Snapshot;
import io.praetor.raft.core.Message;
import io.praetor.raft.driver.Inbound;
import io.praetor.raft.driver.Transport;
import io.praetor.raft.storage.SnapshotStore;
import io.praetor.raft.storage.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Raft over Consul's server port: connections that begin with the byte 1 and carry messages in
/// hashicorp/raft's encoding. A peer gets a connection for log entries, one for heartbeats, so that
/// these never wait behind entries, and one for elections; a snapshot gets one of its own.
///
/// [#send] and [#sendSnapshot] hand over and return. At most [#MAX_QUEUED] messages to a peer wait
/// for its event loop, and what a link has in flight is bounded too; the rest is dropped.
public final class NettyTransport implements Transport {
  /// The first byte of a connection that carries raft.
  public static final byte PROTOCOL_BYTE = 1;

  private static final int MAX_QUEUED = 256;
  private static final int MAX_INFLIGHT_APPENDS = 16;
  private static final int MAX_INFLIGHT_OTHERS = 64;
  private static final int MAX_INCOMING = 256;
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

  private final ServerId self;
  private final RaftMessages messages;
  private final EventLoopGroup loops;
  private final Executor blocking;
  private final RaftDialer dialer;
  private final Function<ServerId, Optional<String>> addresses;
  private final long answerTimeoutNanos;

  private final Map<ServerId, Peer> peers = new ConcurrentHashMap<>();
  private final Set<ServerId> sendingSnapshots = ConcurrentHashMap.newKeySet();
  private final Unanswered unanswered = new Unanswered();
  private final AtomicBoolean receiving = new AtomicBoolean();
  private final ChannelGroup channels =
      new DefaultChannelGroup("raft", GlobalEventExecutor.INSTANCE, true);

  private volatile @Nullable Inbound inbound;
  private volatile boolean closed;

  /// A peer's links share an event loop.
  private record Peer(
      EventLoop loop, AtomicInteger queued, PeerLink appends, PeerLink heartbeats, PeerLink votes) {
    PeerLink linkFor(Message message) {
      return switch (message) {
        case Message.AppendRequest append -> appends;
        case Message.Heartbeat heartbeat -> heartbeats;
        default -> votes;
      };
    }
  }

  /// @param selfAddress `ip:port` that peers reach this server at
  /// @param blocking runs what waits for files and for the stream of a snapshot
  /// @param addresses newer addresses than the configuration has, by gossip
  /// @param answerTimeout how long a peer may take to answer (Consul: 10 s)
  public NettyTransport(
      ServerId self,
      String selfAddress,
      EventLoopGroup loops,
      Executor blocking,
      RaftDialer dialer,
      Function<ServerId, Optional<String>> addresses,
      Duration answerTimeout) {
    this.self = self;
    this.messages = new RaftMessages(self.value(), selfAddress);
    this.loops = loops;
    this.blocking = blocking;
    this.dialer = dialer;
    this.addresses = addresses;
    this.answerTimeoutNanos = answerTimeout.toNanos();
  }

  @Override
  public void start(Inbound to) {
    inbound = to;
  }

  /// Takes over a connection whose first byte was the 1. On the channel's event loop. Before the
  /// start and after the close it is only closed.
  public void accept(Channel channel) {
    if (closed || inbound == null || channels.size() >= MAX_INCOMING) {
      channel.close();
      return;
    }
    channels.add(channel);
    channel.pipeline().addLast(new RequestDecoder(), new IncomingConnection(this, channel));
  }

  @Override
  public void send(ServerId to, String address, Message message) {
    RaftRequest request = messages.request(message);
    if (request == null) {
      answer(to, message);
      return;
    }
    String target = addresses.apply(to).orElse(address);
    if (closed || target.isEmpty()) {
      return;
    }
    Peer peer = peers.computeIfAbsent(to, this::peer);
    if (peer.queued.get() >= MAX_QUEUED) {
      if (message instanceof Message.AppendRequest) {
        inbound().unreachable(to);
      }
      return;
    }
    peer.queued.incrementAndGet();
    execute(
        peer.loop,
        () -> {
          peer.queued.decrementAndGet();
          peer.linkFor(message).send(target, message, request);
        });
  }

  private Peer peer(ServerId id) {
    EventLoop loop = loops.next();
    return new Peer(
        loop,
        new AtomicInteger(),
        new PeerLink(this, id, loop, MAX_INFLIGHT_APPENDS),
        new PeerLink(this, id, loop, MAX_INFLIGHT_OTHERS),
        new PeerLink(this, id, loop, MAX_INFLIGHT_OTHERS));
  }

  private void answer(ServerId to, Message message) {
    Unanswered.Slot slot = unanswered.take(to, message);
    if (slot != null) {
      try {
        slot.connection().answer(slot, message);
      } catch (RejectedExecutionException e) {
        LOG.debug("too late to answer {}", to); // The event loops have stopped.
      }
    }
  }

  @Override
  public void sendSnapshot(ServerId to, String address, long term, SnapshotStore snapshots) {
    String target = addresses.apply(to).orElse(address);
    if (closed || target.isEmpty() || !sendingSnapshots.add(to)) {
      inbound().unreachable(to);
      return;
    }
    blocking.execute(
        () -> {
          Message answer = null;
          try {
            answer = stream(to, target, term, snapshots);
          } finally {
            sendingSnapshots.remove(to);
            if (answer == null) {
              inbound().unreachable(to);
            } else {
              inbound().receive(to, answer);
            }
          }
        });
  }

  private @Nullable Message stream(
      ServerId to, String address, long term, SnapshotStore snapshots) {
    try {
      Optional<Snapshot> newest = snapshots.latest();
      if (newest.isEmpty()) {
        LOG.error("no whole snapshot to send: peer={}", to);
        return null;
      }
      LOG.info("sending a snapshot: peer={} snapshot={}", to, newest.get().meta().id());
      return new SnapshotSender(this, address, term, newest.get()).send(loops.next());
    } catch (IOException | StorageException e) {
      LOG.warn("failed to send a snapshot: peer={} error={}", to, e.toString());
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void probe(ServerId peer, String address) {
    String target = addresses.apply(peer).orElse(address);
    if (closed || target.isEmpty()) {
      return;
    }
    EventLoop loop = loops.next();
    Runnable refused =
        () -> {
          LOG.warn("nobody listens there any more: peer={} address={}", peer, target);
          inbound().refused(peer);
        };
    execute(loop, new ListenerProbe(dialer, loop, target, refused)::run);
  }

  private static void execute(EventLoop loop, Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("not sent, the event loops have stopped");
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Peer peer : peers.values()) {
      execute(
          peer.loop,
          () -> {
            peer.appends.close();
            peer.heartbeats.close();
            peer.votes.close();
          });
    }
    channels.close();
  }

  /// Closes the channel with the transport.
  void own(Channel channel) {
    channels.add(channel);
  }

  ServerId self() {
    return self;
  }

  RaftMessages messages() {
    return messages;
  }

  Unanswered unanswered() {
    return unanswered;
  }

  RaftDialer dialer() {
    return dialer;
  }

  Executor blocking() {
    return blocking;
  }

  /// One snapshot at a time is received; true while it is.
  AtomicBoolean receiving() {
    return receiving;
  }

  long answerTimeoutNanos() {
    return answerTimeoutNanos;
  }

  Inbound inbound() {
    return Objects.requireNonNull(inbound, "started");
  }
}
