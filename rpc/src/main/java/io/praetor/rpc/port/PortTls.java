// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// TLS on the server port, both ways, at one moment: it is asked for anew for each connection.
///
/// @param context keys and trust; null when no TLS is configured
/// @param protocols Java's names (`TLSv1.2`), the only ones accepted
/// @param cipherSuites IANA names; empty for Java's own choice
/// @param identified whether there is a certificate to serve with
/// @param trusting whether there are authorities to verify peers by
/// @param verifyIncoming plain connections are refused, and so are clients without a certificate
/// @param verifyOutgoing calls to others are made over TLS
/// @param verifyServerHostname the others' certificates are for `serverName`, and raft's peers show
///     such a certificate
/// @param serverName `server.<datacenter>.<domain>`
public record PortTls(
    @Nullable SSLContext context,
    List<String> protocols,
    List<String> cipherSuites,
    boolean identified,
    boolean trusting,
    boolean verifyIncoming,
    boolean verifyOutgoing,
    boolean verifyServerHostname,
    String serverName) {
  /// No TLS.
  public static final PortTls OFF =
      new PortTls(null, List.of(), List.of(), false, false, false, false, false, "");

  private static final int DNS_NAME = 2;

  public PortTls {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
  }

  /// The same, for calls to servers that another name is on the certificates of.
  PortTls toward(String otherServerName) {
    return new PortTls(
        context,
        protocols,
        cipherSuites,
        identified,
        trusting,
        verifyIncoming,
        verifyOutgoing,
        verifyServerHostname,
        otherServerName);
  }

  boolean canServe() {
    return context != null && identified;
  }

  /// Whether connections that begin with a TLS handshake, not with a byte, are taken.
  boolean isMutual() {
    return canServe() && trusting;
  }

  SSLEngine serverEngine(boolean demandCertificate) {
    SSLEngine engine = Objects.requireNonNull(context).createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(protocols.toArray(new String[0]));
    if (!cipherSuites.isEmpty()) {
      engine.setEnabledCipherSuites(cipherSuites.toArray(new String[0]));
    }
    engine.setNeedClientAuth(demandCertificate);
    return engine;
  }

  SSLEngine clientEngine(InetSocketAddress server) {
    SSLContext with = Objects.requireNonNull(context);
    SSLEngine engine = with.createSSLEngine(peerName(server), server.getPort());
    engine.setUseClientMode(true);
    engine.setSSLParameters(clientParameters(engine.getSSLParameters()));
    return engine;
  }

  /// Whom a connection is verified to be for: servers are named by their role, not by their host.
  String peerName(InetSocketAddress server) {
    return verifyServerHostname ? serverName : server.getHostString();
  }

  SSLParameters clientParameters(SSLParameters parameters) {
    parameters.setProtocols(protocols.toArray(new String[0]));
    if (!cipherSuites.isEmpty()) {
      parameters.setCipherSuites(cipherSuites.toArray(new String[0]));
    }
    if (verifyServerHostname) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    return parameters;
  }

  /// Whether the peer may speak raft: any server of this datacenter, when that can be told.
  boolean mayRaft(SSLSession session) {
    if (!verifyIncoming || !verifyServerHostname) {
      return true;
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0
          && chain[0] instanceof X509Certificate certificate
          && isFor(certificate, serverName);
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  private static boolean isFor(X509Certificate certificate, String name) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      return false;
    }
    return names != null
        && names.stream()
            .anyMatch(
                one -> one.get(0).equals(DNS_NAME) && name.equalsIgnoreCase((String) one.get(1)));
  }
}
