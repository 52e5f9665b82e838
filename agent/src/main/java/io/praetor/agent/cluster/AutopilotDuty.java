// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.cluster;

import io.praetor.agent.leader.LeaderDuty;
import io.praetor.catalog.CatalogQueries;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.Node;
import io.praetor.config.AutopilotConfig;
import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.RaftNode;
import io.praetor.raft.RaftStats;
import io.praetor.raft.ServerId;
import io.praetor.rpc.AutopilotMethods;
import io.praetor.rpc.RemoteCalls;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.autopilot.Autopilot;
import io.praetor.rpc.autopilot.AutopilotSetConfigRequest;
import io.praetor.rpc.autopilot.AutopilotSettings;
import io.praetor.rpc.autopilot.AutopilotState;
import io.praetor.rpc.autopilot.AutopilotTable;
import io.praetor.rpc.autopilot.PoolServer;
import io.praetor.rpc.autopilot.ServerState;
import io.praetor.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the servers every two seconds while this server leads, and carries out what
/// {@link Autopilot} decides, one change at a time.
public final class AutopilotDuty implements LeaderDuty {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.autopilot");
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final int MAX_CHANGES = 16;

  private final String self;
  private final AutopilotConfig config;
  private final ServerPool pool;
  private final Store store;
  private final RaftNode raft;
  private final Rpc rpc;
  private final Stats stats;
  private final ScheduledExecutorService timer;
  private final ExecutorService executor;
  private final InstantSource clock;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile AutopilotState state = AutopilotState.NONE;
  private volatile Instant since = Instant.EPOCH;
  private volatile @Nullable Future<?> ticks;

  /// @param self the id of this server
  /// @param config what the operator wants of a cluster that has no settings yet
  /// @param rpc writes as the leader
  public AutopilotDuty(
      String self,
      AutopilotConfig config,
      ServerPool pool,
      Store store,
      RaftNode raft,
      Rpc rpc,
      RemoteCalls remote,
      ScheduledExecutorService timer,
      ExecutorService executor,
      InstantSource clock) {
    this.self = self;
    this.config = config;
    this.pool = pool;
    this.store = store;
    this.raft = raft;
    this.rpc = rpc;
    this.stats = new Stats(self, raft, remote, executor);
    this.timer = timer;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "autopilot";
  }

  /// How the servers are, as last seen; nothing on a server that does not lead.
  public AutopilotState state() {
    return state;
  }

  @Override
  public void start() throws InterruptedException {
    if (AutopilotTable.settings(store.snapshot()).isEmpty()) {
      rpc.write(
          AutopilotMethods.SET,
          AutopilotSetConfigRequest.of(configured(), false),
          WriteOptions.DEFAULT);
    }
    since = clock.instant();
    // The first look may have to wait for dead servers, and the other duties should not.
    ticks =
        timer.scheduleWithFixedDelay(
            () -> executor.execute(this::tick), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// A server came, failed or left: looks at once. Does nothing on a server that does not lead.
  public void poolChanged() {
    if (ticks != null) {
      executor.execute(this::tick);
    }
  }

  private AutopilotSettings configured() {
    return new AutopilotSettings(
        config.cleanupDeadServers(),
        config.lastContactThreshold(),
        config.maxTrailingLogs(),
        config.minQuorum(),
        config.serverStabilizationTime(),
        config.redundancyZoneTag(),
        config.disableUpgradeMigration(),
        config.upgradeVersionTag(),
        0,
        0);
  }

  /// A look that takes longer than the interval is not begun twice.
  private void tick() {
    if (!looking.tryLock()) {
      return;
    }
    try {
      look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("cannot look after the servers", e);
    } finally {
      looking.unlock();
    }
  }

  private void look() throws InterruptedException {
    List<PoolServer> servers = withMeta(pool.servers());
    Map<String, ServerState.Stats> told = stats.of(servers, PATIENCE);
    LOG.trace(
        "asked the servers for their figures: servers={} answers={}", servers.size(), told.size());
    for (int changes = 0; changes < MAX_CHANGES && raft.isLeader(); changes++) {
      ConfigurationState configuration = raft.configuration();
      Autopilot.Facts facts = facts(configuration, servers, told);
      AutopilotState seen = Autopilot.observe(facts, state);
      state = seen;
      Optional<ConfigurationChange> change = Autopilot.next(facts, seen);
      if (change.isEmpty() || !carryOut(change.get(), configuration.index())) {
        return;
      }
    }
  }

  private Autopilot.Facts facts(
      ConfigurationState configuration,
      List<PoolServer> servers,
      Map<String, ServerState.Stats> told) {
    RaftStats own = raft.stats();
    return new Autopilot.Facts(
        AutopilotTable.settings(store.snapshot()).orElse(AutopilotSettings.DEFAULT),
        configuration.configuration(),
        new ServerId(self),
        servers,
        told,
        own.lastLogTerm(),
        own.lastLogIndex(),
        since,
        clock.instant());
  }

  private boolean carryOut(ConfigurationChange change, long after) throws InterruptedException {
    LOG.info("changing the servers: change={}", change);
    CompletableFuture<Long> done = raft.changeConfiguration(change, after);
    try {
      done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      LOG.warn("a change of the servers takes long: change={}", change);
    } catch (ExecutionException e) {
      LOG.warn(
          "cannot change the servers: change={} error={}", change, String.valueOf(e.getCause()));
    }
    return false;
  }

  /// Operators see a server's node meta from the catalog.
  private List<PoolServer> withMeta(List<PoolServer> servers) {
    List<Node> nodes = CatalogQueries.nodes(store.snapshot(), DcSpecificRequest.ALL).value();
    return servers.stream()
        .map(
            server ->
                nodes.stream()
                    .filter(node -> node.id().equals(server.id()))
                    .findFirst()
                    .map(
                        node ->
                            server.withMeta(Objects.requireNonNullElse(node.meta(), server.meta())))
                    .orElse(server))
        .toList();
  }

  @Override
  public void stop() {
    Future<?> running = ticks;
    ticks = null;
    if (running != null) {
      running.cancel(false);
    }
    state = AutopilotState.NONE;
  }
}
