// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import io.praetor.connect.AnyPeer;
import java.io.IOException;
import java.net.Socket;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Puts TLS over a probe's connection. Certificates are verified against the trust of the JDK, or,
/// with `tls_skip_verify`, not at all. Contexts are made once and shared.
final class TlsClient {
  private TlsClient() {}

  /// Shakes hands on an open connection; closing the result closes the connection.
  static SSLSocket over(Socket connection, String host, TlsOptions options, List<String> protocols)
      throws IOException {
    String name = options.serverName().isEmpty() ? host : options.serverName();
    SSLContext context = options.skipVerify() ? Contexts.TRUSTING : Contexts.VERIFYING;
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(connection, name, connection.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols.toArray(String[]::new));
    if (!options.skipVerify()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (isHostName(name)) {
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
    } catch (SSLException e) {
      throw new Dialer.DialException(goText(e));
    }
    return socket;
  }

  /// The texts that users know by heart; the others keep the JDK's words.
  private static String goText(SSLException e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("Unsupported or unrecognized SSL message")
        || text.contains("Unrecognized SSL message")) {
      return "tls: first record does not look like a TLS handshake";
    }
    if (text.contains("unable to find valid certification path")) {
      return "tls: failed to verify certificate: x509: certificate signed by unknown authority";
    }
    return "tls: " + text;
  }

  /// Names for SNI are ASCII host names, not addresses.
  private static boolean isHostName(String name) {
    return name.indexOf(':') < 0
        && !name.isEmpty()
        && !Character.isDigit(name.charAt(name.length() - 1))
        && name.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-'))
        && !name.endsWith(".");
  }

  private static final class Contexts {
    static final SSLContext VERIFYING = context(null);
    static final SSLContext TRUSTING = context(AnyPeer.managers());

    private static SSLContext context(TrustManager @Nullable [] trust) {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
        return context;
      } catch (NoSuchAlgorithmException | KeyManagementException e) {
        throw new IllegalStateException("this JDK has no TLS", e);
      }
    }
  }
}
