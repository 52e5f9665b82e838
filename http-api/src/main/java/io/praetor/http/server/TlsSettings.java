// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// How a TLS connection is made: keys and trust in the context, and what is negotiated.
///
/// @param protocols Java's names (`TLSv1.2`), the only ones accepted
/// @param cipherSuites IANA names; empty for Java's own choice
/// @param clientCertificateRequired whether a client without a trusted certificate is refused
public record TlsSettings(
    SSLContext context,
    List<String> protocols,
    List<String> cipherSuites,
    boolean clientCertificateRequired) {
  public TlsSettings {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
  }

  SSLEngine serverEngine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(protocols.toArray(new String[0]));
    if (!cipherSuites.isEmpty()) {
      engine.setEnabledCipherSuites(cipherSuites.toArray(new String[0]));
    }
    engine.setNeedClientAuth(clientCertificateRequired);
    return engine;
  }
}
