// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.cluster;

import io.netty.channel.EventLoopGroup;
import io.praetor.config.Ip;
import io.praetor.config.RuntimeConfig;
import io.praetor.raft.Configuration;
import io.praetor.raft.RaftNode;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.StateMachine;
import io.praetor.raft.core.CoreOptions;
import io.praetor.raft.driver.DriverOptions;
import io.praetor.raft.driver.PeersRecovery;
import io.praetor.raft.driver.RaftDriver;
import io.praetor.raft.storage.FileSnapshotStore;
import io.praetor.raft.storage.LogStore;
import io.praetor.raft.storage.MemoryLogStore;
import io.praetor.raft.storage.MemorySnapshotStore;
import io.praetor.raft.storage.RocksLogStore;
import io.praetor.raft.storage.SnapshotStore;
import io.praetor.raft.transport.NettyTransport;
import io.praetor.raft.transport.RaftDialer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Consensus of one server: its log and snapshots, and the transport to the others.
public record RaftPart(RaftNode node, NettyTransport transport) {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");
  private static final int HEARTBEATS_PER_TIMEOUT = 10;

  /// Consul's leaders also send an empty append request this often, whatever the heartbeat timeout,
  /// and autopilot's default threshold for the last contact relies on it.
  private static final Duration MAX_HEARTBEAT = Duration.ofMillis(50);

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /// The threads that consensus runs on.
  ///
  /// @param own platform threads for what waits for the disk
  public record Runners(EventLoopGroup loops, Executor virtual, ThreadFactory own) {}

  /// Restores what is on disk, or recovers it with a `peers.json`, and begins to take part in
  /// elections. A server that is told to bootstrap, or to expect only itself, makes itself the first
  /// configuration of an empty log.
  ///
  /// @param machines gives a new, empty state machine for a recovery
  /// @param pool knows newer addresses than the configuration
  /// @param dialer connects to the other servers
  /// @throws io.praetor.raft.storage.StorageException when what is on disk cannot be trusted
  public static RaftPart start(
      RuntimeConfig config,
      String nodeId,
      StateMachine machine,
      Supplier<StateMachine> machines,
      ServerPool pool,
      RaftDialer dialer,
      Runners threads)
      throws IOException {
    ServerId self = new ServerId(nodeId);
    var advertised = config.addresses().rpcAdvertise();
    String address = Ip.hostPort(advertised.getAddress(), advertised.getPort());
    LogStore log;
    SnapshotStore snapshots;
    if (config.node().dataDir().isEmpty()) {
      log = new MemoryLogStore();
      snapshots = new MemorySnapshotStore(Clock.systemUTC());
    } else {
      Path directory = Path.of(config.node().dataDir()).resolve("raft");
      Files.createDirectories(directory);
      snapshots = FileSnapshotStore.open(directory.resolve("snapshots"), Clock.systemUTC());
      recover(directory, snapshots, machines);
      log = RocksLogStore.open(directory.resolve("rocksdb"));
    }
    NettyTransport transport =
        new NettyTransport(
            self,
            address,
            threads.loops(),
            threads.virtual(),
            dialer,
            pool::address,
            ANSWER_TIMEOUT);
    RaftNode node =
        RaftDriver.start(
            DriverOptions.of(self, coreOptions(config), alone(config, self, address)),
            machine,
            log,
            snapshots,
            transport,
            threads.own(),
            System::nanoTime,
            Clock.systemUTC(),
            new SecureRandom());
    return new RaftPart(node, transport);
  }

  private static void recover(
      Path directory, SnapshotStore snapshots, Supplier<StateMachine> machines) throws IOException {
    PeersFile file = new PeersFile(directory);
    Optional<Configuration> configuration = file.read();
    if (configuration.isPresent()) {
      LOG.info("found peers.json file, recovering Raft configuration: {}", configuration.get());
      try (LogStore log = RocksLogStore.open(directory.resolve("rocksdb"))) {
        PeersRecovery.run(log, snapshots, machines.get(), configuration.get());
      }
      file.done();
      LOG.info("deleted peers.json file after successful recovery");
    }
  }

  private static @Nullable Configuration alone(
      RuntimeConfig config, ServerId self, String address) {
    boolean alone = config.node().devMode() || config.node().bootstrap();
    alone |= config.node().bootstrapExpect() == 1;
    return alone ? new Configuration(List.of(Server.voter(self.value(), address))) : null;
  }

  private static CoreOptions coreOptions(RuntimeConfig config) {
    var raft = config.raft();
    CoreOptions defaults = CoreOptions.consul(1);
    return new CoreOptions(
        raft.electionTimeout().toNanos(),
        raft.leaderLeaseTimeout().toNanos(),
        Math.min(
            raft.heartbeatTimeout().toNanos() / HEARTBEATS_PER_TIMEOUT, MAX_HEARTBEAT.toNanos()),
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
}
