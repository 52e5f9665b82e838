// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.logging.AgentLog;
import io.praetor.agent.logging.LogLevel;
import io.praetor.agent.watches.Watches;
import io.praetor.config.LoadResult;
import io.praetor.config.RuntimeConfig;
import io.praetor.dns.DnsSettings;
import io.praetor.dns.server.DnsServer;
import io.praetor.http.HttpApi;
import io.praetor.http.HttpApiConfig;
import io.praetor.http.agent.RefusedException;
import io.praetor.http.server.HttpServer;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.metrics.MetricsSettings;
import io.praetor.rpc.metrics.MetricsStore;
import java.io.IOException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a changed configuration into a running agent. Two configurations come of it: the one that
/// the agent runs on, which takes of the new one only what a reload applies, and the one that
/// `agent/self` shows, which is the new one as it stands.
///
/// The order is Consul's, and so is what a fault leaves behind: files, TLS, services, checks, node
/// metadata, watches, then all the rest. Until the rest is reached both configurations stay as they were.
final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  /// The part of Consul that reads configurations speaks under this name.
  private static final Logger CONFIG_LOG = LoggerFactory.getLogger("agent.auto_config");

  /// What a reload reaches.
  record Parts(
      AgentLog log,
      AgentTls tls,
      Servers servers,
      LocalPart local,
      Watches watches,
      HttpApi api,
      HttpServer http,
      DnsServer dns,
      MetricsStore metrics,
      String hostName) {}

  private final CurrentConfig current;
  private final Supplier<LoadResult> loader;
  private final Parts parts;

  Reload(CurrentConfig current, Supplier<LoadResult> loader, Parts parts) {
    this.current = current;
    this.loader = loader;
    this.parts = parts;
  }

  /// Reads all sources again and applies what may change. One at a time.
  ///
  /// @throws ConsulException with the text that `PUT /v1/agent/reload` answers
  synchronized void run() {
    RuntimeConfig fresh = load();
    RuntimeConfig next = loaded(current.running().values().reloaded(fresh.values()));
    try {
      parts.tls().reload(next.tls());
    } catch (IOException e) {
      throw new ConsulException("Failed reloading tls configuration: " + e.getMessage());
    }
    parts.local().reload(next);
    try {
      parts.watches().replace(next.watches());
    } catch (RefusedException e) {
      throw new ConsulException("Failed reloading watches: " + e.text());
    }
    current.replace(next, fresh);
    LogLevel.of(next.log().level()).ifPresent(parts.log()::level);
    parts.api().reload(HttpApiConfig.of(next));
    parts.http().maxConnsPerClient(next.limits().httpMaxConnsPerClient());
    parts.dns().reload(dnsSettings(next));
    parts.servers().reload(next);
    parts.metrics().reload(MetricsSettings.of(next.telemetry(), parts.hostName()));
  }

  private RuntimeConfig load() {
    LoadResult result = loader.get();
    if (result instanceof LoadResult.Loaded(var ignored, var warnings)) {
      warnings.forEach(CONFIG_LOG::warn);
    }
    RuntimeConfig fresh = loaded(result);
    if (LogLevel.of(fresh.log().level()).isPresent()) {
      return fresh;
    }
    LOG.warn("Invalid log level in new configuration: level={}", fresh.log().level());
    return loaded(fresh.values().keeping("log_level", current.running().values()));
  }

  private static RuntimeConfig loaded(LoadResult result) {
    return switch (result) {
      case LoadResult.Refused(String error) -> throw new ConsulException(error);
      case LoadResult.Loaded(RuntimeConfig config, var ignored) -> config;
    };
  }

  static DnsSettings dnsSettings(RuntimeConfig config) {
    return DnsSettings.of(config.dns(), config.node().datacenter(), config.translateWanAddrs());
  }
}
