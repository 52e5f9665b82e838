// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.ca.AutoEncrypt;
import io.praetor.agent.checks.Scheduler;
import io.praetor.agent.exec.RemoteExec;
import io.praetor.agent.logging.AgentLog;
import io.praetor.agent.members.CoordinateSender;
import io.praetor.agent.members.EventFilter;
import io.praetor.agent.members.Members;
import io.praetor.agent.telemetry.MemberCounters;
import io.praetor.agent.watches.Watches;
import io.praetor.catalog.NodeService;
import io.praetor.config.AgentFlags;
import io.praetor.config.FlagException;
import io.praetor.config.LoadResult;
import io.praetor.config.RuntimeConfig;
import io.praetor.connect.CaTables;
import io.praetor.dns.DnsAnswerer;
import io.praetor.dns.server.DnsServer;
import io.praetor.http.HttpApi;
import io.praetor.http.HttpApiConfig;
import io.praetor.http.agent.RefusedException;
import io.praetor.http.server.HttpServer;
import io.praetor.http.server.HttpServerConfig;
import io.praetor.rpc.AgentCache;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.leaf.LeafCache;
import io.praetor.rpc.metrics.Metrics;
import io.praetor.rpc.metrics.MetricsSettings;
import io.praetor.rpc.metrics.MetricsStore;
import io.praetor.wire.GoQuote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running agent: its parts started in order, stopped in reverse. One for each process.
public final class Agent {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);
  private static final int MAX_LOOPS = 4;

  /// What an agent is started from.
  ///
  /// @param loader reads the sources of the configuration again
  /// @param commandLine as profiles show it
  /// @param banner is given the lines that describe the agent, before it logs
  public record Setup(
      RuntimeConfig config,
      Supplier<LoadResult> loader,
      AgentLog log,
      List<String> commandLine,
      Consumer<String> banner) {}

  private final Setup setup;

  private final String nodeId;
  private final List<AutoCloseable> parts = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicInteger exitCode = new AtomicInteger();
  private final Threads threads;
  private final PoolPart pools;
  private final Members members;
  private volatile @Nullable LocalPart syncing;
  private volatile @Nullable ServerNode serving;
  private final CompletableFuture<Void> leaderFound = new CompletableFuture<>();
  private final RuntimeConfig config;
  private final CurrentConfig current;
  private final Reload reload;

  private Agent(Setup setup) throws IOException {
    this.setup = setup;
    this.config = setup.config();
    this.current = new CurrentConfig(config);
    AgentTls tls = AgentTls.load(config);
    this.nodeId = NodeIdentity.of(config.node());
    setup.banner().accept(Banner.of(config, nodeId));
    this.threads = new Threads(Math.min(MAX_LOOPS, Runtime.getRuntime().availableProcessors()));
    parts.add(threads);
    try {
      String hostName = new MachineHost().name();
      MetricsStore metrics =
          new MetricsStore(
              MetricsSettings.of(config.telemetry(), hostName), InstantSource.system());
      AutoEncrypt autoEncrypt = config.autoEncrypt().tls() ? obtainCertificate(tls) : null;
      EventBuffer events = new EventBuffer();
      UserEvents userEvents = new UserEvents(eventFilter(), events);
      this.pools = PoolPart.start(config, nodeId, userEvents, () -> shutdown(false), threads);
      parts.add(pools);
      this.members = pools.members();
      members.listen(MemberCounters.of(metrics));
      ServerNode server = config.node().server() ? startServer(tls, metrics) : null;
      if (server != null) {
        members.listen(
            (change, member, wan) -> {
              if (!wan) {
                server.memberChanged(member, change == Members.Change.REAPED);
              }
            });
      }
      Servers servers = server == null ? startClient(tls, metrics) : server;
      Rpc rpc = servers.rpc();
      if (autoEncrypt != null) {
        threads.virtual().execute(() -> keepCertificate(autoEncrypt, rpc));
      }
      if (!config.disableRemoteExec()) {
        userEvents.allow(remoteExec(rpc));
      }
      Figures.start(config, metrics, members, server, threads);
      HeapKeeper.start(threads.timer());
      new CoordinateSender(
              config.node().datacenter(),
              config.node().name(),
              config.coordinates(),
              members,
              rpc,
              threads.timer(),
              threads.virtual(),
              new SplittableRandom())
          .start();
      LocalPart local =
          LocalPart.start(config, current::running, nodeId, rpc, threads, leaderFound);
      syncing = local;
      parts.add(local);
      AgentView view =
          new AgentView(
              current,
              nodeId,
              server,
              servers,
              members,
              events,
              setup.log(),
              new Life(),
              local::figures);
      AgentCache cache = new AgentCache(rpc, threads.virtual());
      HttpApi api =
          HttpApi.create(
              HttpApiConfig.of(config),
              rpc,
              cache,
              new LeafCache(rpc, threads.virtual(), InstantSource.system()),
              local.agent(),
              view,
              metrics);
      DnsServer dns = startDns(rpc, cache, metrics);
      parts.add(dns);
      if (server != null) {
        ServerCertificate certificate =
            new ServerCertificate(
                server.store()::snapshot, config.node().datacenter(), InstantSource.system());
        tls.identityOtherwise(certificate::current);
        if (config.autoEncrypt().allowTls()) {
          tls.meshRoots(() -> CaTables.roots(server.store().snapshot()).value());
        }
      }
      HttpServer http = startHttp(api, tls);
      parts.add(() -> http.close(CLOSE_GRACE));
      Watches watches = new Watches(api, threads.virtual(), local.probes());
      parts.add(watches);
      watches.replace(config.watches());
      this.reload =
          new Reload(
              current,
              setup.loader(),
              new Reload.Parts(
                  setup.log(), tls, servers, local, watches, api, http, dns, metrics, hostName));
      if (config.autoReloadConfig()) {
        startAutoReload(local.probes().scheduler());
      }
      writePidFile();
    } catch (IOException | RuntimeException e) {
      closeParts();
      throw e;
    }
  }

  /// Without a certificate no server would take this agent's calls, so it waits for one first.
  private AutoEncrypt obtainCertificate(AgentTls tls) throws IOException {
    try {
      return AutoEncrypt.obtain(config, tls::rpc, tls, InstantSource.system());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a certificate", e);
    }
  }

  private static void keepCertificate(AutoEncrypt autoEncrypt, Rpc rpc) {
    try {
      autoEncrypt.keep(rpc);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startAutoReload(Scheduler scheduler) {
    List<String> paths = configPaths();
    AutoReload auto =
        new AutoReload(
            () -> AutoReload.stamps(paths, current.running()), this::reloadUnasked, scheduler);
    parts.add(auto);
    auto.start();
  }

  private List<String> configPaths() {
    try {
      return AgentFlags.parse(setup.commandLine()).configPaths();
    } catch (FlagException e) {
      throw new IllegalStateException("the command line was read before", e);
    }
  }

  /// Nobody waits for the outcome, so the log has it.
  private void reloadUnasked() {
    try {
      reload.run();
    } catch (ConsulException | RefusedException e) {
      LOG.error("error loading config: error={}", GoQuote.quote(String.valueOf(e.getMessage())));
    }
  }

  /// What is wrong with the certificates and keys that a configuration names, in Consul's words.
  public static Optional<String> tlsFault(RuntimeConfig config) {
    try {
      AgentTls.load(config);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Starts all parts; returns when the agent answers.
  ///
  /// @throws IOException when a file or an address cannot be used
  public static Agent start(Setup setup) throws IOException {
    Agent agent = new Agent(setup);
    LOG.info("Consul agent running!");
    agent.pools.join(agent.stopped, agent::giveUp);
    return agent;
  }

  private EventFilter eventFilter() {
    return new EventFilter(
        config.node().name(),
        () -> {
          LocalPart part = syncing;
          return part == null ? List.<NodeService>of() : part.agent().services().values();
        });
  }

  private RemoteExec remoteExec(Rpc rpc) {
    return RemoteExec.over(
        rpc,
        config.node().datacenter(),
        config.node().name(),
        () -> LocalPart.agentToken(current.running()),
        System.getenv("SHELL"),
        threads.virtual());
  }

  /// Ends an agent that cannot do its work any more; the process exits with 1.
  private void giveUp() {
    exitCode.set(1);
    shutdown(false);
  }

  private ServerNode startServer(AgentTls tls, Metrics metrics) throws IOException {
    ServerNode server =
        ServerNode.start(
            config,
            nodeId,
            members,
            tls::rpc,
            tls::trust,
            this::leads,
            this::leaderKnown,
            metrics,
            threads);
    parts.add(server);
    serving = server;
    server
        .raft()
        .stopped()
        .whenComplete(
            (ended, failure) -> {
              if (failure != null) {
                giveUp();
              }
            });
    return server;
  }

  /// A client syncs whatever it can reach; it need not wait for a leader.
  private ClientPart startClient(AgentTls tls, Metrics metrics) {
    ClientPart client =
        ClientPart.start(config, members, tls::rpc, metrics, threads, this::leaderKnown);
    parts.add(client);
    leaderFound.complete(null);
    return client;
  }

  private void leads() {
    leaderKnown();
    try {
      members.announceLeader();
    } catch (ConsulException e) {
      LOG.warn("the pool was not told of its new leader: error=\"{}\"", e.text());
    }
  }

  /// A leader is there to sync with; before the local part exists there is nothing to sync.
  private void leaderKnown() {
    leaderFound.complete(null);
    LocalPart part = syncing;
    if (part != null) {
      part.serverUp();
    }
  }

  private DnsServer startDns(Rpc rpc, AgentCache cache, MetricsStore metrics) throws IOException {
    return DnsServer.start(
        config.dns().addresses(),
        new DnsAnswerer(new RpcDnsSource(rpc, cache, current::running)),
        Reload.dnsSettings(config),
        threads.loops(),
        threads.virtual(),
        metrics,
        config.node().name());
  }

  private HttpServer startHttp(HttpApi api, AgentTls tls) throws IOException {
    return HttpServer.start(
        HttpServerConfig.of(config),
        HttpListeners.of(config, tls::https),
        threads.loops(),
        threads.virtual(),
        api);
  }

  private void writePidFile() throws IOException {
    if (!config.pidFile().isEmpty()) {
      Path file = Path.of(config.pidFile());
      Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
      parts.add(() -> Files.deleteIfExists(file));
    }
  }

  /// The UUID that this agent is known by.
  public String nodeId() {
    return nodeId;
  }

  /// Takes over what may change while running; the rest waits for a restart.
  ///
  /// @throws ConsulException when the new configuration cannot be used, as far as [Reload] tells
  /// @throws io.praetor.http.agent.RefusedException when a definition of it cannot be registered
  public void reload() {
    reload.run();
  }

  /// Ends the agent, after telling the pools when `graceful`. Returns at once; see
  /// {@link #awaitStopped}.
  public void shutdown(boolean graceful) {
    if (stopping.compareAndSet(false, true)) {
      // On a thread of its own: the caller may be one of those that are stopped.
      Threads.platform("shutdown").newThread(() -> stop(graceful)).start();
    }
  }

  private void stop(boolean graceful) {
    try {
      if (graceful) {
        ServerNode server = serving;
        if (server != null) {
          server.handOver();
        }
        members.leave();
        LOG.info("leave complete");
      }
      LOG.info("shutdown complete");
      closeParts();
      LOG.info("Exit code: code={}", exitCode.get());
    } finally {
      stopped.countDown();
    }
  }

  private void closeParts() {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("a part did not stop cleanly: part={}", part.getClass().getSimpleName(), e);
      }
    }
  }

  /// Waits until everything has stopped, and returns what the process should exit with: 0 unless the
  /// agent gave up by itself.
  public int awaitStopped() throws InterruptedException {
    stopped.await();
    return exitCode.get();
  }

  private final class Life implements AgentView.Lifecycle {
    @Override
    public void reload() {
      Agent.this.reload();
    }

    /// The caller is answered when the pools have heard of it, as by Consul.
    @Override
    public void leave() {
      members.leave();
      shutdown(true);
    }

    @Override
    public List<String> commandLine() {
      return setup.commandLine();
    }
  }
}
