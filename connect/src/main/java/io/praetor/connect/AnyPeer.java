// SPDX-License-Identifier: Apache-2.0

package io.praetor.connect;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes any server, and no client. For those who ask for it (`tls_skip_verify` of a check,
/// `CONSUL_HTTP_SSL_VERIFY=false` of a command), and for the one call of an agent that is to learn from
/// the servers whom to trust, when its configuration names nobody (Consul does the same). It is of the
/// extended kind, so that the JDK does not compare names either.
public final class AnyPeer extends X509ExtendedTrustManager {
  private static final AnyPeer INSTANCE = new AnyPeer();

  private AnyPeer() {}

  /// For `SSLContext.init`.
  public static TrustManager[] managers() {
    return new TrustManager[] {INSTANCE};
  }

  private static UnsupportedOperationException clients() {
    return new UnsupportedOperationException("clients are not verified by this");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
    throw clients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
    throw clients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {
    throw clients();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
