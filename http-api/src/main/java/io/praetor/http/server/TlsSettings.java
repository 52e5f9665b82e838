// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.praetor.config.TlsConfig;
import io.praetor.connect.AnyPeer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

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

  private static final List<String> VERSIONS = List.of("TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3");
  private static final List<String> JAVA_NAMES = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  /// What comes from elsewhere than the files of the configuration.
  ///
  /// @param identity who we are, or null
  /// @param isPreferred whether that goes before what the files say
  /// @param authorities whom we trust besides those of the files
  public record Extra(
      @Nullable TlsIdentity identity, boolean isPreferred, List<X509Certificate> authorities) {
    public static final Extra NONE = new Extra(null, false, List.of());

    public Extra {
      authorities = List.copyOf(authorities);
    }
  }

  private static final List<String> TLS13_SUITES =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  /// Reads the files that the configuration names. Call it again when they may have changed. Without
  /// a certificate and its key no connection can be made, and every handshake is refused.
  ///
  /// @param autoTls whether the certificate and its authority come from the servers
  /// @throws IOException with Consul's text, when a file cannot be used or one is missing that
  ///     verification needs
  public static TlsSettings load(TlsConfig.Protocol config, boolean autoTls) throws IOException {
    return load(config, autoTls, Extra.NONE);
  }

  /// As above, with an identity and authorities that are in no file. Where certificates come from the
  /// servers and no authority is known yet, any server is believed: the first call has to be.
  public static TlsSettings load(TlsConfig.Protocol config, boolean autoTls, Extra extra)
      throws IOException {
    List<X509Certificate> authorities = new ArrayList<>(TlsFiles.authorities(config));
    Optional<TlsIdentity> identity = TlsFiles.identity(config);
    if (config.verifyOutgoing() && authorities.isEmpty() && !autoTls) {
      throw new IOException("VerifyOutgoing set but no CA certificates were provided");
    }
    if (config.verifyIncoming() && !autoTls) {
      if (authorities.isEmpty()) {
        throw new IOException("VerifyIncoming set but no CA certificates were provided");
      }
      if (identity.isEmpty()) {
        throw new IOException(
            "VerifyIncoming requires either a Cert and Key pair in the configuration file, or"
                + " auto_encrypt/auto_config be enabled");
      }
    }
    authorities.addAll(extra.authorities());
    TlsIdentity used =
        extra.identity() != null && (extra.isPreferred() || identity.isEmpty())
            ? extra.identity()
            : identity.orElse(null);
    try {
      char[] none = new char[0];
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, none);
      if (used != null) {
        keys.setKeyEntry("agent", used.key(), none, used.chain().toArray(new X509Certificate[0]));
      }
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, none);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keyManagers.getKeyManagers(),
          autoTls && authorities.isEmpty() ? AnyPeer.managers() : trust(authorities),
          null);
      return new TlsSettings(
          context,
          protocols(config.minVersion()),
          suites(config.cipherSuites()),
          config.verifyIncoming());
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot set up TLS with " + config.certFile(), e);
    }
  }

  /// The suites of TLS 1.3 cannot be chosen, as with Go; those that are configured are of TLS 1.2.
  private static List<String> suites(List<String> configured) {
    if (configured.isEmpty()) {
      return configured;
    }
    List<String> all = new ArrayList<>(configured);
    all.addAll(TLS13_SUITES);
    return all;
  }

  private static TrustManager[] trust(List<X509Certificate> authorities)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store(authorities));
    return factory.getTrustManagers();
  }

  /// The texts of the files with the authorities that a configuration names.
  ///
  /// @throws IOException with Consul's text when one cannot be read
  public static List<String> authorityTexts(TlsConfig.Protocol config) throws IOException {
    return TlsFiles.authorityTexts(config);
  }

  private static KeyStore store(List<X509Certificate> authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("ca-" + i, authorities.get(i));
    }
    return store;
  }

  private static List<String> protocols(String least) {
    int from = VERSIONS.indexOf(least);
    return from < 0 ? List.of("TLSv1.2", "TLSv1.3") : JAVA_NAMES.subList(from, JAVA_NAMES.size());
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
