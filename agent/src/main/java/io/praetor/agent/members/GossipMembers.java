// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.netty.channel.EventLoopGroup;
import io.praetor.config.Ip;
import io.praetor.config.RuntimeConfig;
import io.praetor.gossip.core.serf.Coordinate;
import io.praetor.gossip.core.serf.KeyQuery;
import io.praetor.gossip.core.serf.Member.Versions;
import io.praetor.gossip.core.serf.PoolEvent;
import io.praetor.gossip.transport.PoolDriver;
import io.praetor.gossip.transport.PoolOptions;
import io.praetor.http.agent.Member;
import io.praetor.http.agent.UserEvent;
import io.praetor.rpc.ConsulException;
import io.praetor.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gossip pools of this agent: LAN for each, WAN for servers. Any thread; calls may wait for the
/// network, so they belong on virtual threads.
public final class GossipMembers implements Members, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.serf");

  /// Longer than any dial or leave takes by itself.
  private static final long WAIT_SECONDS = 60;

  private static final String NEW_LEADER = "consul:new-leader";

  private final Member selfLan;
  private final Member selfWan;
  private final PoolDriver lan;
  private final @Nullable PoolDriver wan;
  private final Consumer<UserEvent> events;
  private final Runnable nameLost;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  private GossipMembers(
      RuntimeConfig config,
      String nodeId,
      EventLoopGroup loops,
      ThreadFactory threads,
      Consumer<UserEvent> events,
      Runnable nameLost)
      throws IOException {
    this.selfLan = MemberTags.lan(config, nodeId);
    this.selfWan = MemberTags.wan(config, nodeId);
    this.events = events;
    this.nameLost = nameLost;
    PoolOptions lanOptions = Pools.lan(config, nodeId, selfLan);
    PoolOptions wanOptions = Pools.wan(config, selfWan);
    this.lan =
        PoolDriver.start(
            lanOptions, loops, threads, System::nanoTime, random(), e -> happened(e, false));
    try {
      this.wan =
          wanOptions == null
              ? null
              : PoolDriver.start(
                  wanOptions, loops, threads, System::nanoTime, random(), e -> happened(e, true));
    } catch (IOException e) {
      lan.close();
      throw e;
    }
  }

  private static RandomGenerator random() {
    return new java.util.Random(new SecureRandom().nextLong());
  }

  /// Binds the pools' ports and begins; nobody is joined yet, except those of an earlier run.
  ///
  /// @param events is given each user event of the LAN pool with its Lamport time
  /// @param nameLost runs when the pool decided that our name is another's
  /// @throws IOException when a port, a keyring or a snapshot cannot be used
  public static GossipMembers start(
      RuntimeConfig config,
      String nodeId,
      EventLoopGroup loops,
      ThreadFactory threads,
      Consumer<UserEvent> events,
      Runnable nameLost)
      throws IOException {
    return new GossipMembers(config, nodeId, loops, threads, events, nameLost);
  }

  private void happened(PoolEvent event, boolean inWan) {
    switch (event) {
      case PoolEvent.Joined(var member) -> tell(Change.JOINED, member, inWan);
      case PoolEvent.Updated(var member) -> tell(Change.UPDATED, member, inWan);
      case PoolEvent.Left(var member) -> tell(Change.LEFT, member, inWan);
      case PoolEvent.Failed(var member) -> tell(Change.FAILED, member, inWan);
      case PoolEvent.Reaped(var member) -> tell(Change.REAPED, member, inWan);
      case PoolEvent.User(long ltime, String name, Bytes payload, boolean _) -> {
        if (!inWan && name.startsWith(UserEventWire.PREFIX)) {
          UserEventWire.decode(payload, ltime).ifPresent(events);
        }
      }
      case PoolEvent.Asked _ -> {} // No query but serf's own is answered by Consul's agents.
      case PoolEvent.NameLost _ -> nameLost.run();
    }
  }

  private void tell(Change change, io.praetor.gossip.core.serf.Member member, boolean inWan) {
    Member shown = shown(member);
    String pool = inWan ? "wan" : "lan";
    switch (change) {
      case JOINED -> LOG.info("EventMemberJoin: {} {} pool={}", shown.name(), shown.addr(), pool);
      case UPDATED -> LOG.info("EventMemberUpdate: {} pool={}", shown.name(), pool);
      case LEFT -> LOG.info("EventMemberLeave: {} {} pool={}", shown.name(), shown.addr(), pool);
      case FAILED -> LOG.info("EventMemberFailed: {} {} pool={}", shown.name(), shown.addr(), pool);
      case REAPED -> LOG.info("EventMemberReap: {} pool={}", shown.name(), pool);
    }
    for (Listener listener : listeners) {
      listener.changed(change, shown, inWan);
    }
  }

  private static Member shown(io.praetor.gossip.core.serf.Member member) {
    Versions versions = member.versions();
    return new Member(
        member.name(),
        host(member.addr()),
        member.port(),
        member.tags(),
        member.status().number(),
        versions.protocolMin(),
        versions.protocolMax(),
        versions.protocolCur(),
        versions.delegateMin(),
        versions.delegateMax(),
        versions.delegateCur());
  }

  private static String host(Bytes addr) {
    try {
      return InetAddress.getByAddress(addr.shared()).getHostAddress();
    } catch (UnknownHostException e) {
      return ""; // Never: the core takes addresses of 4 and 16 bytes only.
    }
  }

  /// A client has no WAN pool: it shows itself as it would be there.
  private @Nullable PoolDriver pool(boolean inWan) {
    return inWan ? wan : lan;
  }

  @Override
  public Member self(boolean inWan) {
    return inWan ? selfWan : selfLan;
  }

  @Override
  public boolean hasWan() {
    return wan != null;
  }

  @Override
  public List<Member> list(boolean inWan) {
    PoolDriver pool = pool(inWan);
    return pool == null
        ? List.of(self(true))
        : pool.members().stream().map(GossipMembers::shown).toList();
  }

  @Override
  public void join(String address, boolean inWan) {
    PoolDriver pool = pool(inWan);
    if (pool == null) {
      throw new ConsulException("Must be a server to join WAN cluster");
    }
    List<String> errors = new ArrayList<>();
    try {
      for (InetSocketAddress one : JoinAddress.resolve(address, self(inWan).port())) {
        Optional<String> error = await(pool.join(one, true));
        if (error.isEmpty()) {
          return;
        }
        String hostPort = Ip.hostPort(one.getAddress(), one.getPort());
        errors.add("Failed to join " + hostPort + ": " + error.get());
      }
    } catch (UnknownHostException e) {
      errors.add("Failed to resolve " + address + ": lookup " + e.getMessage() + ": no such host");
    }
    StringBuilder text = new StringBuilder();
    text.append(errors.size())
        .append(errors.size() == 1 ? " error" : " errors")
        .append(" occurred:\n");
    errors.forEach(error -> text.append("\t* ").append(error).append('\n'));
    throw new ConsulException(text.append('\n').toString());
  }

  @Override
  public void forceLeave(String node, boolean prune, boolean inWan) {
    PoolDriver pool = pool(inWan);
    if (pool == null) {
      throw new ConsulException("Must be a server to force-leave a node from the WAN cluster");
    }
    if (!await(pool.forceLeave(node, prune))) {
      // Consul looks a WAN name up under an empty one, and says so.
      throw new ConsulException("agent: No node found with name '" + (inWan ? "" : node) + "'");
    }
  }

  @Override
  public void leave() {
    if (wan != null) {
      await(wan.leave());
    }
    await(lan.leave());
  }

  @Override
  public void broadcast(UserEvent event) {
    fire(event.name(), UserEventWire.encode(event));
  }

  @Override
  public void fire(String name, Bytes payload) {
    await(lan.userEvent(UserEventWire.PREFIX + name, payload, false));
  }

  @Override
  public void announceLeader() {
    await(lan.userEvent(NEW_LEADER, Bytes.utf8(selfLan.name()), false));
  }

  @Override
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public Coordinate coordinate(boolean inWan) {
    PoolDriver pool = pool(inWan);
    return pool == null ? Coordinate.ORIGIN : pool.coordinate();
  }

  @Override
  public Map<String, Coordinate> coordinates(boolean inWan) {
    PoolDriver pool = pool(inWan);
    return pool == null ? Map.of() : await(pool.coordinates());
  }

  @Override
  public KeyQuery.Result keys(
      KeyQuery.Operation operation, String key, int relayFactor, boolean inWan) {
    PoolDriver pool = pool(inWan);
    if (pool == null) {
      throw new ConsulException("this agent has no WAN pool");
    }
    try {
      if (key.length() % 4 != 0) {
        throw new IllegalArgumentException("no whole groups of four"); // Java would take it.
      }
      Bytes bytes =
          operation == KeyQuery.Operation.LIST
              ? Bytes.EMPTY
              : Bytes.wrap(Base64.getDecoder().decode(key));
      return await(pool.keys(operation, bytes, relayFactor));
    } catch (IllegalArgumentException e) {
      // Go names the group of four that it could not read.
      throw new ConsulException("illegal base64 data at input byte " + key.length() / 4 * 4);
    }
  }

  @Override
  public Map<String, String> stats(boolean inWan) {
    PoolDriver pool = pool(inWan);
    if (pool == null) {
      return Map.of();
    }
    Map<String, String> stats = new TreeMap<>(await(pool.stats()));
    stats.put("encrypted", Boolean.toString(pool.encrypted()));
    return stats;
  }

  private static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    try {
      return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConsulException(String.valueOf(cause.getMessage()));
    } catch (TimeoutException e) {
      throw new ConsulException("the gossip pool does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConsulException("interrupted while waiting for the gossip pool");
    }
  }

  /// Closes the ports; members that were not told see us fail.
  @Override
  public void close() {
    if (wan != null) {
      wan.close();
    }
    lan.close();
  }
}
