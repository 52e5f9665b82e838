// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.TlsConfig;
import io.praetor.http.server.TlsSettings;
import java.io.IOException;

/// The certificates of this agent, read from the files of the configuration and again at each reload.
/// Connections that are open keep what they were made with. Any thread.
final class AgentTls {
  private volatile TlsSettings https;

  private AgentTls(TlsSettings https) {
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
    https = read(config);
  }

  /// What the next connection of the HTTPS server is made with.
  TlsSettings https() {
    return https;
  }

  private static TlsSettings read(TlsConfig config) throws IOException {
    TlsSettings.load(config.grpc(), config.autoTls());
    TlsSettings https = TlsSettings.load(config.https(), config.autoTls());
    TlsSettings.load(config.internalRpc(), config.autoTls());
    return https;
  }
}
