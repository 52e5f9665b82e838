// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.cluster.AutopilotDuty;
import io.praetor.agent.cluster.ServerPool;
import io.praetor.agent.leader.CatalogReconciler;
import io.praetor.agent.leader.CertificateAuthority;
import io.praetor.agent.leader.CoordinateBatches;
import io.praetor.agent.leader.EntryBootstrap;
import io.praetor.agent.leader.LeaderClock;
import io.praetor.agent.leader.LeaderDuty;
import io.praetor.agent.leader.Leadership;
import io.praetor.catalog.Coordinate;
import io.praetor.catalog.DatacenterMap;
import io.praetor.catalog.Vivaldi;
import io.praetor.config.Ip;
import io.praetor.config.RuntimeConfig;
import io.praetor.http.agent.Member;
import io.praetor.raft.Configuration;
import io.praetor.raft.RaftNode;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.core.CoreOptions;
import io.praetor.raft.driver.DriverOptions;
import io.praetor.raft.driver.RaftDriver;
import io.praetor.raft.driver.Transport;
import io.praetor.raft.storage.FileSnapshotStore;
import io.praetor.raft.storage.LogStore;
import io.praetor.raft.storage.MemoryLogStore;
import io.praetor.raft.storage.MemorySnapshotStore;
import io.praetor.raft.storage.RocksLogStore;
import io.praetor.raft.storage.SnapshotStore;
import io.praetor.rpc.CommandTable;
import io.praetor.rpc.Commands;
import io.praetor.rpc.ConsulStateMachine;
import io.praetor.rpc.CoordinateQueue;
import io.praetor.rpc.LeaderSessions;
import io.praetor.rpc.LeaderTimers;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.ServerContext;
import io.praetor.rpc.ServerRpc;
import io.praetor.rpc.ServerSnapshots;
import io.praetor.rpc.SnapshotFormat;
import io.praetor.rpc.SnapshotSections;
import io.praetor.rpc.Snapshots;
import io.praetor.rpc.StateTables;
import io.praetor.rpc.autopilot.AutopilotState;
import io.praetor.rpc.port.ServerPort;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The server half of an agent: state, raft, RPC and the leader's duties, joined and started in
/// order, stopped in reverse.
final class ServerNode implements AutoCloseable {
  private static final int HEARTBEATS_PER_TIMEOUT = 10;

  private final Store store;
  private final RaftNode raft;
  private final RpcPart rpc;

  /// Of the space of network coordinates, besides the height.
  private static final int DIMENSIONS = 8;

  private final Leadership leadership;
  private final Snapshots snapshots;
  private final ServerPort port;

  private ServerNode(
      Store store,
      RaftNode raft,
      RpcPart rpc,
      Leadership leadership,
      Snapshots snapshots,
      ServerPort port) {
    this.store = store;
    this.raft = raft;
    this.rpc = rpc;
    this.leadership = leadership;
    this.snapshots = snapshots;
    this.port = port;
  }

  /// Restores what is on disk and begins to take part in elections. A server that is told to
  /// bootstrap, or to expect only itself, makes itself the first configuration of an empty log.
  ///
  /// @param members who is in the LAN pool
  /// @param established runs each time when this server has taken up all duties of a leader
  /// @throws io.praetor.raft.storage.StorageException when what is on disk cannot be trusted
  /// @throws IOException when the server port cannot be used
  static ServerNode start(
      RuntimeConfig config,
      String nodeId,
      Supplier<List<Member>> members,
      Runnable established,
      Threads threads)
      throws IOException {
    Store store = StateTables.newStore();
    LeaderTimers timers = new LeaderTimers(System::nanoTime);
    ConsulStateMachine machine =
        new ConsulStateMachine(
            store,
            new CommandTable(Commands.ALL),
            new SnapshotFormat(SnapshotSections.ALL),
            timers::accept);
    ServerPool pool = new ServerPool(members, config.node().datacenter());
    RaftNode raft = startRaft(config, nodeId, machine);
    AtomicReference<Supplier<AutopilotState>> autopilotState =
        new AtomicReference<>(() -> AutopilotState.NONE);
    CoordinateBatches coordinates =
        new CoordinateBatches(config.coordinates(), threads.timer(), threads.virtual());
    Context context =
        new Context(
            store,
            raft,
            config.node().datacenter(),
            config.node().name(),
            config.sessionTtlMin(),
            timers,
            coordinates,
            () -> autopilotState.get().get());
    // Calls are held for a leader, or sent to it, before they come here.
    ServerRpc own = new ServerRpc(store, machine, raft, context, new SecureRandom(), Duration.ZERO);
    RpcPart rpc = RpcPart.of(config, own, raft, threads);
    AutopilotDuty autopilot =
        new AutopilotDuty(
            nodeId,
            config.autopilot(),
            pool,
            store,
            raft,
            own,
            rpc.pool(),
            threads.timer(),
            threads.virtual(),
            Clock.systemUTC());
    autopilotState.set(autopilot::state);
    List<LeaderDuty> duties =
        List.of(
            autopilot,
            new CertificateAuthority(store, own, Clock.systemUTC()),
            new EntryBootstrap(config.configEntries(), store, own),
            new CatalogReconciler(config, members, own),
            new LeaderClock(
                store, own, timers, threads.timer(), threads.virtual(), config.node().datacenter()),
            coordinates.duty(own));
    Leadership leadership =
        new Leadership(
            duties, established, threads.virtual(), threads.timer(), config.node().name());
    raft.addLeadershipListener(leadership);
    try {
      ServerPort port = rpc.port(config, threads).start(threads.loops());
      Snapshots snapshots =
          new ServerSnapshots(
              raft,
              new SnapshotFormat(SnapshotSections.ALL),
              config.node().datacenter(),
              spool(config),
              Clock.systemUTC(),
              leadership::again);
      return new ServerNode(store, raft, rpc, leadership, snapshots, port);
    } catch (IOException e) {
      rpc.close();
      leadership.close();
      raft.close();
      throw e;
    }
  }

  private static RaftNode startRaft(
      RuntimeConfig config, String nodeId, ConsulStateMachine machine) {
    String address = hostPort(config.addresses().rpcAdvertise());
    boolean alone = config.node().devMode() || config.node().bootstrap();
    alone |= config.node().bootstrapExpect() == 1;
    Configuration first = alone ? new Configuration(List.of(Server.voter(nodeId, address))) : null;
    LogStore log;
    SnapshotStore snapshots;
    if (config.node().dataDir().isEmpty()) {
      log = new MemoryLogStore();
      snapshots = new MemorySnapshotStore(Clock.systemUTC());
    } else {
      Path raftDir = Path.of(config.node().dataDir()).resolve("raft");
      log = RocksLogStore.open(raftDir.resolve("rocksdb"));
      snapshots = FileSnapshotStore.open(raftDir.resolve("snapshots"), Clock.systemUTC());
    }
    return RaftDriver.start(
        DriverOptions.of(new ServerId(nodeId), coreOptions(config), first),
        machine,
        log,
        snapshots,
        Transport.NONE,
        Threads.platform("raft"),
        System::nanoTime,
        Clock.systemUTC(),
        new SecureRandom());
  }

  private static CoreOptions coreOptions(RuntimeConfig config) {
    var raft = config.raft();
    CoreOptions defaults = CoreOptions.consul(1);
    return new CoreOptions(
        raft.electionTimeout().toNanos(),
        raft.leaderLeaseTimeout().toNanos(),
        raft.heartbeatTimeout().toNanos() / HEARTBEATS_PER_TIMEOUT,
        !raft.preVoteDisabled(),
        defaults.maxEntriesPerMessage(),
        defaults.maxBytesPerMessage(),
        defaults.maxInflightMessages(),
        defaults.maxApplyBytes(),
        defaults.tailBytes(),
        raft.snapshotThreshold(),
        raft.snapshotInterval().toNanos(),
        raft.trailingLogs());
  }

  private static String hostPort(InetSocketAddress address) {
    return Ip.hostPort(address.getAddress(), address.getPort());
  }

  /// Where the state of a snapshot file lies while it is restored.
  private static Path spool(RuntimeConfig config) {
    return config.node().dataDir().isEmpty()
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : Path.of(config.node().dataDir()).resolve("raft");
  }

  Snapshots snapshots() {
    return snapshots;
  }

  Store store() {
    return store;
  }

  RaftNode raft() {
    return raft;
  }

  Rpc rpc() {
    return rpc.rpc();
  }

  @Override
  public void close() {
    port.close();
    rpc.close();
    leadership.close();
    raft.close();
  }

  private record Context(
      Store store,
      RaftNode raft,
      String datacenter,
      String nodeName,
      Duration sessionTtlFloor,
      LeaderSessions sessions,
      CoordinateQueue coordinates,
      Supplier<AutopilotState> autopilotState)
      implements ServerContext {
    @Override
    public Snapshot snapshot() {
      return store.snapshot();
    }

    @Override
    public AutopilotState autopilot() {
      return autopilotState.get();
    }

    /// Consul's own floor holds when none is configured.
    @Override
    public Duration sessionTtlMin() {
      return sessionTtlFloor.isZero() ? ServerContext.super.sessionTtlMin() : sessionTtlFloor;
    }

    /// Alone in the WAN pool, this server is where every coordinate starts.
    @Override
    public List<DatacenterMap> datacenters() {
      Vivaldi origin = new Vivaldi(Collections.nCopies(DIMENSIONS, 0.0), 1.5, 0, 1e-5);
      return List.of(
          new DatacenterMap(datacenter, "wan", List.of(new Coordinate(nodeName, "", "", origin))));
    }

    @Override
    public long nowNanos() {
      return System.nanoTime();
    }

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public String newUuid() {
      return UUID.randomUUID().toString();
    }
  }
}
