// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.ca.AuthorityState;
import io.praetor.agent.ca.CertificateAuthority;
import io.praetor.agent.ca.CertificateDesk;
import io.praetor.agent.cluster.AutopilotDuty;
import io.praetor.agent.cluster.BootstrapExpect;
import io.praetor.agent.cluster.RaftPart;
import io.praetor.agent.cluster.ServerPool;
import io.praetor.agent.leader.CatalogReconciler;
import io.praetor.agent.leader.CoordinateBatches;
import io.praetor.agent.leader.EntryBootstrap;
import io.praetor.agent.leader.EntryReplication;
import io.praetor.agent.leader.GatewayController;
import io.praetor.agent.leader.LeaderClock;
import io.praetor.agent.leader.LeaderDuty;
import io.praetor.agent.leader.Leadership;
import io.praetor.agent.members.Members;
import io.praetor.config.RuntimeConfig;
import io.praetor.http.agent.Member;
import io.praetor.raft.Leader;
import io.praetor.raft.RaftNode;
import io.praetor.raft.SnapshotPolicy;
import io.praetor.rpc.CommandTable;
import io.praetor.rpc.Commands;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.ConsulStateMachine;
import io.praetor.rpc.LeaderTimers;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.ServerRpc;
import io.praetor.rpc.ServerSnapshots;
import io.praetor.rpc.SnapshotFormat;
import io.praetor.rpc.SnapshotSections;
import io.praetor.rpc.Snapshots;
import io.praetor.rpc.StateTables;
import io.praetor.rpc.StatusMethods;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.autopilot.AutopilotState;
import io.praetor.rpc.forward.DatacenterRoutes;
import io.praetor.rpc.grpc.GrpcMethod;
import io.praetor.rpc.metrics.Metrics;
import io.praetor.rpc.port.FirstByte;
import io.praetor.rpc.port.PortDialer;
import io.praetor.rpc.port.PortTls;
import io.praetor.rpc.port.ServerPort;
import io.praetor.rpc.port.grpc.GrpcServer;
import io.praetor.rpc.port.grpc.OperatorGrpc;
import io.praetor.rpc.subscribe.StateChangeSubscription;
import io.praetor.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server half of an agent: state, raft, RPC and the leader's duties, joined and started in
/// order, stopped in reverse.
final class ServerNode implements Servers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");
  private static final int HAND_OVER_SECONDS = 5;

  private final Store store;
  private final RaftNode raft;
  private final RpcPart rpc;
  private final DatacenterRoutes ways;
  private final Leadership leadership;
  private final CatalogReconciler reconciler;
  private final AutopilotDuty autopilot;
  private final Snapshots snapshots;
  private final ServerPort port;
  private @Nullable BootstrapExpect bootstrap;

  private ServerNode(
      Store store,
      RaftNode raft,
      RpcPart rpc,
      DatacenterRoutes ways,
      Leadership leadership,
      CatalogReconciler reconciler,
      AutopilotDuty autopilot,
      Snapshots snapshots,
      ServerPort port) {
    this.store = store;
    this.raft = raft;
    this.rpc = rpc;
    this.ways = ways;
    this.leadership = leadership;
    this.reconciler = reconciler;
    this.autopilot = autopilot;
    this.snapshots = snapshots;
    this.port = port;
  }

  /// Restores what is on disk and begins to take part in elections. A server that is told to
  /// bootstrap, or to expect only itself, makes itself the first configuration of an empty log.
  ///
  /// @param members the gossip pools
  /// @param tls of the server port and of calls to others
  /// @param trust what agents without a certificate are told
  /// @param established runs each time when this server has taken up all duties of a leader
  /// @param following runs each time when another server leads
  /// @throws io.praetor.raft.storage.StorageException when what is on disk cannot be trusted
  /// @throws IOException when the server port cannot be used
  static ServerNode start(
      RuntimeConfig config,
      String nodeId,
      Members members,
      Supplier<PortTls> tls,
      Supplier<CertificateDesk.Trust> trust,
      Runnable established,
      Runnable following,
      Metrics metrics,
      Threads threads)
      throws IOException {
    PortDialer dialer = RpcPart.dialer(tls);
    Store store = StateTables.newStore();
    LeaderTimers timers = new LeaderTimers(System::nanoTime);
    ConsulStateMachine machine = machine(store, timers::accept);
    Supplier<List<Member>> lan = () -> members.list(false);
    ServerPool pool = new ServerPool(lan, config.node().datacenter());
    RaftPart consensus =
        RaftPart.start(
            config,
            nodeId,
            machine,
            () -> machine(StateTables.newStore(), events -> {}),
            pool,
            RpcPart.raft(dialer),
            new RaftPart.Runners(threads.loops(), threads.virtual(), Threads.platform("raft")));
    RaftNode raft = consensus.node();
    AtomicReference<Supplier<AutopilotState>> autopilotState =
        new AtomicReference<>(() -> AutopilotState.NONE);
    CoordinateBatches coordinates =
        new CoordinateBatches(config.coordinates(), threads.timer(), threads.virtual());
    AtomicReference<Rpc> forwarding = new AtomicReference<>(Rpc.NONE);
    ServerFacilities.Certificates certificates = new ServerFacilities.Certificates();
    ServerFacilities context =
        new ServerFacilities(
            store,
            raft,
            config.node().datacenter(),
            config.federation().primaryDatacenter(),
            config.sessionTtlMin(),
            timers,
            coordinates,
            () -> autopilotState.get().get(),
            members,
            forwarding::get,
            certificates);
    // Calls are held for a leader, or sent to it, before they come here.
    ServerRpc own = new ServerRpc(store, machine, raft, context, new SecureRandom(), Duration.ZERO);
    DatacenterRoutes ways =
        new DatacenterRoutes(
            config.node().datacenter(), config.addresses().rpcAdvertise(), new SecureRandom());
    RpcPart rpc = RpcPart.of(config, own, raft, dialer, ways, metrics, threads);
    forwarding.set(rpc.rpc());
    WanWatch.start(members, ways, rpc::answers, threads);
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
    CatalogReconciler reconciler =
        new CatalogReconciler(
            config.node().name(),
            config.node().datacenter(),
            lan,
            store,
            own,
            threads.timer(),
            threads.virtual());
    CertificateAuthority authority = authority(config, store, own, threads);
    certificates.open(authority, desk(config, rpc.rpc(), trust));
    List<LeaderDuty> duties =
        List.of(
            autopilot,
            authority,
            entries(config, store, own, rpc.rpc(), threads),
            new GatewayController(store, own, threads.virtual(), Clock.systemUTC()),
            reconciler,
            new LeaderClock(
                store, own, timers, threads.timer(), threads.virtual(), config.node().datacenter()),
            coordinates.duty(own));
    Leadership leadership =
        new Leadership(
            duties, established, threads.virtual(), threads.timer(), config.node().name());
    raft.addLeadershipListener(leadership);
    raft.addLeadershipListener(
        (term, leader, leads) -> {
          if (leader != null && !leads) {
            threads.virtual().execute(following);
          }
        });
    try {
      Snapshots snapshots =
          rpc.snapshots(
              new ServerSnapshots(
                  raft,
                  new SnapshotFormat(SnapshotSections.ALL),
                  config.node().datacenter(),
                  spool(config),
                  Clock.systemUTC(),
                  leadership::again));
      StateChangeSubscription subscriptions =
          new StateChangeSubscription(
              store, machine::restores, config.node().datacenter(), rpc.rpc());
      ServerPort port =
          rpc.port(config, context, snapshots, threads)
              .tls(tls)
              .on(FirstByte.RAFT, consensus.transport()::accept)
              .on(
                  FirstByte.GRPC,
                  new GrpcServer(grpcMethods(subscriptions, rpc), threads.virtual()))
              .start(threads.loops());
      ServerNode node =
          new ServerNode(
              store, raft, rpc, ways, leadership, reconciler, autopilot, snapshots, port);
      node.expect(config, nodeId, pool, threads);
      return node;
    } catch (IOException e) {
      rpc.close();
      leadership.close();
      raft.close();
      throw new IOException(
          "Failed to start Consul server: Failed to start RPC layer: " + e.getMessage());
    }
  }

  private static CertificateAuthority authority(
      RuntimeConfig config, Store store, Rpc own, Threads threads) {
    var mesh = config.connect();
    String datacenter = config.node().datacenter();
    AuthorityState state =
        new AuthorityState(
            store, own, datacenter, mesh.caProvider(), mesh.caConfig(), Clock.systemUTC());
    return new CertificateAuthority(
        mesh.enabled(),
        datacenter,
        state,
        Clock.systemUTC(),
        System::nanoTime,
        threads.timer(),
        threads.virtual());
  }

  private static CertificateDesk desk(
      RuntimeConfig config, Rpc rpc, Supplier<CertificateDesk.Trust> trust) {
    return new CertificateDesk(
        config.connect().enabled(),
        config.autoEncrypt().allowTls(),
        config.node().datacenter(),
        rpc,
        trust);
  }

  /// The primary datacenter has its configuration entries from its files and writers, any other from
  /// the primary.
  private static LeaderDuty entries(
      RuntimeConfig config, Store store, Rpc own, Rpc forwarding, Threads threads) {
    String primary = config.federation().primaryDatacenter();
    return primary.equals(config.node().datacenter())
        ? new EntryBootstrap(config.configEntries(), store, own)
        : new EntryReplication(primary, store, own, forwarding, threads.virtual());
  }

  /// A server that expects others begins a cluster with them when they are there.
  private void expect(RuntimeConfig config, String nodeId, ServerPool pool, Threads threads) {
    int expected = config.node().bootstrapExpect();
    if (expected > 1 && raft.lastIndex() == 0) {
      bootstrap =
          BootstrapExpect.start(
              nodeId,
              expected,
              pool,
              raft,
              server ->
                  rpc.pool()
                      .ask(
                          server.socketAddress(),
                          StatusMethods.PEERS,
                          ConnectMethods.NoArgument.NONE,
                          WriteOptions.DEFAULT),
              threads.timer(),
              threads.virtual());
    }
  }

  private static ConsulStateMachine machine(Store store, Consumer<List<Object>> events) {
    return new ConsulStateMachine(
        store, new CommandTable(Commands.ALL), new SnapshotFormat(SnapshotSections.ALL), events);
  }

  /// Where the state of a snapshot file lies while it is restored.
  private static Path spool(RuntimeConfig config) {
    return config.node().dataDir().isEmpty()
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : Path.of(config.node().dataDir()).resolve("raft");
  }

  @Override
  public Snapshots snapshots() {
    return snapshots;
  }

  /// News of a member of the LAN pool; returns at once.
  ///
  /// @param forgotten whether the pool no longer knows it
  void memberChanged(Member member, boolean forgotten) {
    reconciler.changed(member, forgotten);
    autopilot.poolChanged();
  }

  private static List<GrpcMethod> grpcMethods(StateChangeSubscription subscriptions, RpcPart rpc) {
    return Stream.of(subscriptions.methods(), OperatorGrpc.methods(rpc.rpc()))
        .flatMap(List::stream)
        .toList();
  }

  Store store() {
    return store;
  }

  /// How the servers are; nothing on one that does not lead.
  AutopilotState autopilot() {
    return autopilot.state();
  }

  /// When it takes snapshots, and how much it lets through.
  @Override
  public void reload(RuntimeConfig config) {
    var changed = config.raft();
    raft.snapshotPolicy(
        new SnapshotPolicy(
            changed.snapshotThreshold(),
            Math.max(1, changed.snapshotInterval().toNanos()),
            Math.max(0, changed.trailingLogs())));
    port.connectionsPerClient(config.limits().rpcMaxConnsPerClient());
    rpc.limits().reload(config.limits());
  }

  RaftNode raft() {
    return raft;
  }

  @Override
  public Rpc rpc() {
    return rpc.rpc();
  }

  @Override
  public Map<String, String> figures() {
    return Map.of(
        "known_datacenters",
        Integer.toString(ways.datacenters().size() + 1),
        "leader",
        Boolean.toString(raft.isLeader()),
        "leader_addr",
        raft.leader().map(Leader::address).orElse(""),
        "server",
        "true");
  }

  /// Before it goes on purpose, a leader gives the others a new one, so that they need not wait for
  /// an election timeout. They take it out of their configuration when its leave has reached them.
  void handOver() {
    if (!raft.isLeader() || raft.configuration().configuration().voters().size() < 2) {
      return;
    }
    try {
      raft.transferLeadership(null).get(HAND_OVER_SECONDS, TimeUnit.SECONDS);
      LOG.info("leadership handed over before leaving");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("cannot hand leadership over: error={}", e.toString());
    }
  }

  @Override
  public void close() {
    if (bootstrap != null) {
      bootstrap.close();
    }
    port.close();
    rpc.close();
    leadership.close();
    raft.close();
  }
}
