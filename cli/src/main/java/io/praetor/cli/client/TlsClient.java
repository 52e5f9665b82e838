// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import io.praetor.connect.AnyPeer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Puts TLS on a connected socket, with identities and authorities from the PEM files of the command line.
final class TlsClient {
  private TlsClient() {}

  static Socket wrap(Socket socket, String host, int port, ApiSettings.Tls tls)
      throws ApiError, IOException {
    String name = tls.serverName().isEmpty() ? host : tls.serverName();
    SSLSocket secured =
        (SSLSocket) context(tls).getSocketFactory().createSocket(socket, name, port, true);
    if (tls.verify()) {
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
    }
    try {
      secured.startHandshake();
    } catch (SSLException e) {
      throw new ApiError(reason(e));
    }
    return secured;
  }

  /// Checks the files of `tls` before any request, as Consul's commands do.
  static SSLContext context(ApiSettings.Tls tls) throws ApiError {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(tls), trustManagers(tls), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new ApiError(String.valueOf(e.getMessage()));
    }
  }

  private static KeyManager @Nullable [] keyManagers(ApiSettings.Tls tls)
      throws ApiError, GeneralSecurityException, IOException {
    if (tls.certFile().isEmpty() && tls.keyFile().isEmpty()) {
      return null;
    }
    if (tls.certFile().isEmpty() || tls.keyFile().isEmpty()) {
      throw new ApiError("both client cert and client key must be provided");
    }
    KeyStore store = emptyStore();
    char[] password = new char[0];
    Certificate[] chain =
        PemFiles.certificates(Path.of(tls.certFile())).toArray(new Certificate[0]);
    store.setKeyEntry("client", PemFiles.privateKey(Path.of(tls.keyFile())), password, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trustManagers(ApiSettings.Tls tls)
      throws ApiError, GeneralSecurityException, IOException {
    if (!tls.verify()) {
      return AnyPeer.managers();
    }
    List<X509Certificate> authorities = new ArrayList<>();
    if (!tls.caFile().isEmpty()) {
      authorities.addAll(PemFiles.certificates(Path.of(tls.caFile())));
    } else if (!tls.caPath().isEmpty()) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(tls.caPath()))) {
        for (Path file : files) {
          authorities.addAll(PemFiles.certificates(file));
        }
      }
    } else {
      return null;
    }
    KeyStore store = emptyStore();
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("ca-" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static String reason(SSLException failure) {
    String text = String.valueOf(failure.getMessage());
    if (text.contains("plaintext connection")) {
      return "http: server gave HTTP response to HTTPS client";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return "tls: failed to verify certificate: x509: certificate signed by unknown authority";
      }
    }
    return "tls: " + text;
  }
}
