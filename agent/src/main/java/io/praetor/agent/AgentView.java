// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.logging.AgentLog;
import io.praetor.agent.logging.LogLevel;
import io.praetor.agent.members.Members;
import io.praetor.agent.members.UserEventWire;
import io.praetor.config.RuntimeConfig;
import io.praetor.gossip.core.serf.Coordinate;
import io.praetor.http.agent.AgentInfo;
import io.praetor.http.agent.AgentSelf;
import io.praetor.http.agent.AgentVersion;
import io.praetor.http.agent.LogWatch;
import io.praetor.http.agent.Member;
import io.praetor.http.agent.UserEvent;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.EventMethods;
import io.praetor.rpc.Snapshots;
import io.praetor.rpc.WriteOptions;
import io.praetor.wire.GoTime;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The agent as its HTTP API shows it. Any thread.
final class AgentView implements AgentInfo {
  /// Versions of the proxy that Consul 1.22 is tested with; clients show them.
  private static final Map<String, List<String>> PROXIES =
      Map.of("envoy", List.of("1.35.8", "1.34.12", "1.33.14"));

  private final CurrentConfig config;
  private final String nodeId;
  private final @Nullable ServerNode server;
  private final Servers servers;
  private final Members members;
  private final EventBuffer events;
  private final AgentLog log;
  private final Lifecycle lifecycle;
  private final Supplier<Map<String, String>> localFigures;

  /// What the API may do to the agent's life.
  interface Lifecycle {
    /// @throws ConsulException when the new configuration cannot be used
    void reload();

    /// Begins to leave and stop; returns soon.
    void leave();

    List<String> commandLine();
  }

  AgentView(
      CurrentConfig config,
      String nodeId,
      @Nullable ServerNode server,
      Servers servers,
      Members members,
      EventBuffer events,
      AgentLog log,
      Lifecycle lifecycle,
      Supplier<Map<String, String>> localFigures) {
    this.config = config;
    this.nodeId = nodeId;
    this.server = server;
    this.servers = servers;
    this.members = members;
    this.events = events;
    this.log = log;
    this.lifecycle = lifecycle;
    this.localFigures = localFigures;
  }

  @Override
  public AgentSelf self() {
    RuntimeConfig current = config.shown();
    var ports = current.ports();
    boolean xds = ports.grpc() > 0 || ports.grpcTls() > 0;
    Map<String, String> meta = new TreeMap<>(current.node().meta());
    meta.put("consul-network-segment", "");
    meta.put("consul-version", current.build().version());
    return new AgentSelf(
        new AgentSelf.Config(
            current.node().datacenter(),
            current.federation().primaryDatacenter(),
            current.node().name(),
            nodeId,
            current.build().revision(),
            current.node().server(),
            current.build().version(),
            GoTime.utc(current.build().buildDate()).text(),
            current.addresses().bindAddr().getHostAddress()),
        new LinkedHashMap<>(current.debug()),
        current.coordinates().disabled() ? null : coordinate(),
        members.self(false),
        stats(current),
        meta,
        xds
            ? new AgentSelf.Xds(
                PROXIES,
                ports.grpcTls() > 0 ? ports.grpcTls() : ports.grpc(),
                ports.grpc(),
                ports.grpcTls())
            : null);
  }

  private AgentSelf.Coord coordinate() {
    Coordinate own = members.coordinate(false);
    return new AgentSelf.Coord(own.vec(), own.error(), own.adjustment(), own.height());
  }

  private Map<String, Map<String, String>> stats(RuntimeConfig current) {
    Map<String, Map<String, String>> stats = new TreeMap<>();
    stats.put("agent", localFigures.get());
    stats.put(
        "build",
        Map.of(
            "prerelease", current.build().prerelease(),
            "revision", current.build().revision(),
            "version", current.build().version(),
            "version_metadata", current.build().metadata()));
    stats.put("consul", consulStats(current));
    if (server != null) {
      stats.put("raft", server.raft().stats().asMap());
      stats.put("serf_wan", members.stats(true));
    }
    int processors = Runtime.getRuntime().availableProcessors();
    stats.put(
        "runtime",
        Map.of(
            "arch", System.getProperty("os.arch", ""),
            "cpu_count", Integer.toString(processors),
            "goroutines", Integer.toString(Thread.activeCount()),
            "max_procs", Integer.toString(processors),
            "os", "linux",
            "version", "java" + Runtime.version().feature()));
    stats.put("serf_lan", members.stats(false));
    return stats;
  }

  private Map<String, String> consulStats(RuntimeConfig current) {
    Map<String, String> figures = new TreeMap<>(servers.figures());
    figures.put("acl", current.acl().enabled() ? "enabled" : "disabled");
    if (server != null) {
      figures.put("bootstrap", Boolean.toString(current.node().bootstrap()));
    }
    return figures;
  }

  @Override
  public AgentVersion version() {
    var build = config.running().build();
    return new AgentVersion(build.revision(), GoTime.utc(build.buildDate()), build.version(), "");
  }

  @Override
  public Map<String, @Nullable Object> host() {
    String dataDir = config.running().node().dataDir();
    return HostFigures.collect(Path.of(dataDir.isEmpty() ? "/" : dataDir), Clock.systemUTC());
  }

  @Override
  public List<Member> members(boolean wan) {
    return members.list(wan);
  }

  @Override
  public void reload() {
    lifecycle.reload();
  }

  @Override
  public void leave() {
    lifecycle.leave();
  }

  @Override
  public void join(String address, boolean wan) {
    members.join(address, wan);
  }

  @Override
  public void forceLeave(String node, boolean prune, boolean wan) {
    members.forceLeave(node, prune, wan);
  }

  @Override
  public Snapshots snapshots() {
    return servers.snapshots();
  }

  @Override
  public void fire(UserEvent event, String datacenter, String token) throws InterruptedException {
    if (datacenter.isEmpty() || datacenter.equals(config.running().node().datacenter())) {
      members.broadcast(event);
    } else {
      servers
          .rpc()
          .ask(
              EventMethods.FIRE,
              new EventMethods.FireRequest(datacenter, event.name(), UserEventWire.encode(event)),
              new WriteOptions(token, datacenter));
    }
  }

  @Override
  public List<UserEvent> events() {
    return events.list();
  }

  @Override
  public CompletableFuture<Void> nextEvent() {
    return events.next();
  }

  @Override
  public LogWatch watchLog(String level, boolean json, LogWatch.Lines lines) {
    LogLevel wanted =
        LogLevel.of(level)
            .orElseThrow(() -> new ConsulException(400, "Unknown log level: " + level));
    return log.watch(wanted, json, line -> lines.line(line + "\n"))::close;
  }

  @Override
  public List<String> commandLine() {
    return lifecycle.commandLine();
  }
}
