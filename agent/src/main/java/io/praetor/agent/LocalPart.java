// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.checks.ProbeSettings;
import io.praetor.agent.checks.ThreadScheduler;
import io.praetor.agent.local.LocalRules;
import io.praetor.agent.local.LocalServices;
import io.praetor.agent.local.LocalSetup;
import io.praetor.agent.local.NodeInfo;
import io.praetor.config.CheckConfig;
import io.praetor.config.RuntimeConfig;
import io.praetor.http.agent.LocalAgent;
import io.praetor.rpc.Rpc;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// The services and checks of this agent, joined to its configuration, threads and servers.
final class LocalPart implements AutoCloseable {
  private final LocalServices services;
  private final ProbeSettings probes;
  private final String nodeId;

  private LocalPart(LocalServices services, ProbeSettings probes, String nodeId) {
    this.services = services;
    this.probes = probes;
    this.nodeId = nodeId;
  }

  /// Loads what the configuration and the data directory hold, and begins to run checks and to sync.
  ///
  /// @param config the configuration at this moment, for what may change while running
  /// @param leaderFound completes when there is someone to sync with; a leader registers the node
  ///     itself first, in one entry with its service and its health, as Consul's does
  static LocalPart start(
      RuntimeConfig first,
      Supplier<RuntimeConfig> config,
      String nodeId,
      Rpc rpc,
      Threads threads,
      CompletableFuture<Void> leaderFound) {
    CheckConfig checks = first.checks();
    ThreadScheduler scheduler = new ThreadScheduler(threads.timer(), threads.virtual());
    ProbeSettings probes =
        new ProbeSettings(
            scheduler,
            checks.outputMaxSizeBytes(),
            Objects.requireNonNullElse(
                System.getenv("DOCKER_HOST"), ProbeSettings.DEFAULT_DOCKER_ENGINE));
    String dataDir = first.node().dataDir();
    LocalServices services =
        new LocalServices(
            new LocalSetup(
                new LocalRules(
                    checks.updateInterval(),
                    checks.outputMaxSizeBytes(),
                    checks.discardOutput(),
                    checks.enableRemoteScripts(),
                    checks.enableLocalScripts(),
                    first.ports().sidecarMin(),
                    first.ports().sidecarMax()),
                nodeInfo(first, nodeId),
                dataDir.isEmpty() ? null : Path.of(dataDir),
                probes,
                new RpcCatalogClient(rpc),
                checks.antiEntropyInterval(),
                checks.reapInterval(),
                checks.deregisterIntervalMin(),
                () -> 1,
                () -> agentToken(config.get()),
                bound -> bound <= 0 ? 0 : ThreadLocalRandom.current().nextLong(bound),
                () -> System.currentTimeMillis() / 1000));
    services.load(first.services(), first.serviceChecks());
    leaderFound.thenRun(services::start);
    return new LocalPart(services, probes, nodeId);
  }

  /// The token with which the agent itself asks, empty for none.
  static String agentToken(RuntimeConfig config) {
    String own = config.acl().tokens().agent();
    return own.isEmpty() ? config.acl().tokens().defaultToken() : own;
  }

  private static NodeInfo nodeInfo(RuntimeConfig config, String nodeId) {
    Map<String, String> meta = new TreeMap<>(config.node().meta());
    meta.put("consul-network-segment", "");
    meta.put("consul-version", config.build().version());
    return new NodeInfo(
        config.node().datacenter(),
        nodeId,
        config.node().name(),
        config.addresses().advertiseLan().getHostAddress(),
        config.node().taggedAddresses(),
        meta);
  }

  /// How checks, and handlers that are called like them, are run.
  ProbeSettings probes() {
    return probes;
  }

  LocalAgent agent() {
    return services;
  }

  /// This server has begun to lead, or a server was found: what could not be sent is sent now.
  void serverUp() {
    services.serverUp();
  }

  /// Takes over changed definitions, node metadata and what becomes of the output of checks.
  ///
  /// @throws io.praetor.http.agent.RefusedException when a definition cannot be registered
  void reload(RuntimeConfig config) {
    services.reload(config.services(), config.serviceChecks());
    services.discardOutput(config.checks().discardOutput());
    services.nodeChanged(nodeInfo(config, nodeId));
  }

  /// What `consul info` prints under `agent`.
  Map<String, String> figures() {
    var checks = services.checks().values();
    long ttls = checks.stream().filter(check -> check.type().equals("ttl")).count();
    Map<String, String> figures = new TreeMap<>();
    figures.put("check_monitors", "0");
    figures.put("check_ttls", Long.toString(ttls));
    figures.put("checks", Integer.toString(checks.size()));
    figures.put("services", Integer.toString(services.services().size()));
    return figures;
  }

  @Override
  public void close() {
    services.close();
  }
}
