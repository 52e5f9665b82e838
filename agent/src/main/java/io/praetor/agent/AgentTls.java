// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.RuntimeConfig;
import io.praetor.config.TlsConfig;
import io.praetor.http.server.TlsIdentity;
import io.praetor.http.server.TlsSettings;
import io.praetor.rpc.port.PortTls;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificates of this agent, read from the files of the configuration and again at each reload.
/// Connections that are open keep what they were made with. Any thread.
final class AgentTls {
  private static final Logger LOG = LoggerFactory.getLogger("agent.tlsutil");

  private final String serverName;
  private volatile Https https;
  private volatile PortTls rpc;
  private volatile Supplier<Optional<TlsIdentity>> otherwise = Optional::empty;

  /// @param identity what was used where the files name none
  private record Https(TlsConfig config, Optional<TlsIdentity> identity, TlsSettings settings) {}

  private AgentTls(String serverName, Https https, PortTls rpc) {
    this.serverName = serverName;
    this.https = https;
    this.rpc = rpc;
  }

  /// Reads the files of every protocol.
  ///
  /// @throws IOException with Consul's text when they cannot be used
  static AgentTls load(RuntimeConfig config) throws IOException {
    String serverName = serverName(config, config.node().datacenter());
    TlsConfig tls = config.tls();
    return new AgentTls(serverName, read(tls), readRpc(tls, serverName));
  }

  /// What is on the certificates of a datacenter's servers, so that they can be told from others.
  static String serverName(RuntimeConfig config, String datacenter) {
    return "server." + datacenter + "." + config.dns().domain().replaceAll("\\.$", "");
  }

  /// Takes over changed files and settings; the old ones stay when it fails.
  ///
  /// @throws IOException with Consul's text when they cannot be used
  void reload(TlsConfig config) throws IOException {
    Https fresh = read(config);
    PortTls freshRpc = readRpc(config, serverName);
    synchronized (this) {
      https = fresh;
    }
    rpc = freshRpc;
  }

  /// Where the HTTPS server gets its certificate from when no file has one. It is asked for each
  /// connection, and must answer at once most of the time.
  void identityOtherwise(Supplier<Optional<TlsIdentity>> source) {
    otherwise = source;
  }

  /// What the next connection of the HTTPS server is made with.
  TlsSettings https() {
    Https present = https;
    TlsConfig.Protocol files = present.config.https();
    if (!files.certFile().isEmpty() && !files.keyFile().isEmpty()) {
      return present.settings;
    }
    Optional<TlsIdentity> identity = otherwise.get();
    if (identity.equals(present.identity)) {
      return present.settings;
    }
    try {
      TlsSettings settings =
          TlsSettings.load(files, present.config.autoTls(), identity.orElse(null));
      synchronized (this) {
        // A reload in the meantime wins.
        if (https == present) {
          https = new Https(present.config, identity, settings);
        }
      }
      return settings;
    } catch (IOException e) {
      LOG.warn("keeping the former TLS settings", e);
      return present.settings;
    }
  }

  /// What the next connection to or from a server port is made with.
  PortTls rpc() {
    return rpc;
  }

  private static PortTls readRpc(TlsConfig config, String serverName) throws IOException {
    TlsConfig.Protocol files = config.internalRpc();
    TlsSettings settings = TlsSettings.load(files, config.autoTls());
    return new PortTls(
        settings.context(),
        settings.protocols(),
        settings.cipherSuites(),
        !files.certFile().isEmpty() && !files.keyFile().isEmpty(),
        !files.caFile().isEmpty() || !files.caPath().isEmpty(),
        files.verifyIncoming(),
        files.verifyOutgoing(),
        files.verifyServerHostname(),
        serverName);
  }

  private static Https read(TlsConfig config) throws IOException {
    TlsSettings.load(config.grpc(), config.autoTls());
    TlsSettings https = TlsSettings.load(config.https(), config.autoTls());
    return new Https(config, Optional.empty(), https);
  }
}
