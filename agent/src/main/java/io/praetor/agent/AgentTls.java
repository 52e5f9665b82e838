// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.TlsConfig;
import io.praetor.http.server.TlsIdentity;
import io.praetor.http.server.TlsSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificates of this agent, read from the files of the configuration and again at each reload.
/// Connections that are open keep what they were made with. Any thread.
final class AgentTls {
  private static final Logger LOG = LoggerFactory.getLogger("agent.tlsutil");

  private volatile Https https;
  private volatile Supplier<Optional<TlsIdentity>> otherwise = Optional::empty;

  /// @param identity what was used where the files name none
  private record Https(TlsConfig config, Optional<TlsIdentity> identity, TlsSettings settings) {}

  private AgentTls(Https https) {
    this.https = https;
  }

  /// Reads the files of every protocol.
  ///
  /// @throws IOException with Consul's text when they cannot be used
  static AgentTls load(TlsConfig config) throws IOException {
    return new AgentTls(read(config));
  }

  /// Takes over changed files and settings; the old ones stay when it fails.
  ///
  /// @throws IOException with Consul's text when they cannot be used
  void reload(TlsConfig config) throws IOException {
    Https fresh = read(config);
    synchronized (this) {
      https = fresh;
    }
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

  private static Https read(TlsConfig config) throws IOException {
    TlsSettings.load(config.grpc(), config.autoTls());
    TlsSettings https = TlsSettings.load(config.https(), config.autoTls());
    TlsSettings.load(config.internalRpc(), config.autoTls());
    return new Https(config, Optional.empty(), https);
  }
}
