// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;

/// TLS of every protocol; the defaults are already merged into each.
///
/// @param internalRpc between agents
/// @param https the HTTP API
/// @param grpc the gRPC server
/// @param autoTls whether auto-encrypt or auto-config gives the certificate
public record TlsConfig(Protocol internalRpc, Protocol https, Protocol grpc, boolean autoTls) {

  /// TLS of one protocol. Files are named, not read; an empty name is none.
  public record Protocol(
      String caFile,
      String caPath,
      String certFile,
      String keyFile,
      String minVersion,
      List<String> cipherSuites,
      boolean verifyIncoming,
      boolean verifyOutgoing,
      boolean verifyServerHostname,
      boolean useAutoCert) {
    public Protocol {
      cipherSuites = List.copyOf(cipherSuites);
    }

    @Override
    public String toString() {
      return "Protocol[cert=" + certFile + ", ca=" + caFile + ", min=" + minVersion + "]";
    }
  }
}
