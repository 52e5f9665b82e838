// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.ca;

import io.praetor.connect.AlternativeNames;
import io.praetor.connect.CaProviderState;
import io.praetor.connect.CaRequest;
import io.praetor.connect.CaTables;
import io.praetor.connect.InvalidRequestException;
import io.praetor.connect.IssuedCertificates;
import io.praetor.connect.IssuedCertificates.Issuer;
import io.praetor.connect.IssuedCertificates.Validity;
import io.praetor.connect.PrivateKeys;
import io.praetor.connect.ProviderSettings;
import io.praetor.connect.SigningRequest;
import io.praetor.rpc.ConsulException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The provider that keeps its root and key in the replicated state, in the steps that a real server's
/// log shows. One for each configuration; several servers come to the same one. Any thread.
final class BuiltinProvider {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int UNIQUE_NAME_LENGTH = 8;
  private static final int CLUSTER_NAME_LENGTH = 8;

  /// Clocks of others may be behind.
  private static final Duration BACKDATED = Duration.ofMinutes(1);

  /// Longer than leaves of the root before may live by default.
  private static final Duration CROSS_SIGNED_TTL = Duration.ofDays(7);

  private final CaLog log;
  private final ProviderSettings settings;
  private final String clusterId;
  private final String id;
  private final InstantSource clock;
  private final SecureRandom random;

  BuiltinProvider(
      CaLog log,
      ProviderSettings settings,
      String clusterId,
      InstantSource clock,
      SecureRandom random) {
    this.log = log;
    this.settings = settings;
    this.clusterId = clusterId;
    this.id = settings.stateId(true);
    this.clock = clock;
    this.random = random;
  }

  ProviderSettings settings() {
    return settings;
  }

  /// Takes a place in the state, empty when this authority is new.
  void configure() throws InterruptedException {
    if (CaTables.providerState(log.state(), id).isEmpty()) {
      log.apply(CaRequest.setProviderState(new CaProviderState(id, "", "", "", 0, 0)));
    }
  }

  /// The root in PEM, made when there is none.
  String root() throws InterruptedException, InvalidRequestException {
    CaProviderState kept = CaTables.providerState(log.state(), id).orElse(null);
    if (kept != null && !kept.rootCert().isEmpty()) {
      return kept.rootCert();
    }
    String certificate = settings.rootCert();
    String key = settings.privateKey();
    if (certificate.isEmpty()) {
      KeyPair keys =
          key.isEmpty()
              ? PrivateKeys.generate(settings.privateKeyType(), settings.privateKeyBits(), random)
              : brought(key);
      key = key.isEmpty() ? PrivateKeys.pem(keys) : key;
      long serial = log.nextSerial();
      Instant now = now();
      certificate =
          IssuedCertificates.root(
              keys,
              clusterId + ".consul",
              commonName("pri"),
              new Validity(serial, now, now.plus(settings.rootTtl())));
    }
    log.apply(CaRequest.setProviderState(new CaProviderState(id, key, certificate, "", 0, 0)));
    return certificate;
  }

  private static KeyPair brought(String pem) throws InvalidRequestException {
    try {
      return PrivateKeys.pair(pem);
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidRequestException("error parsing private key: " + e.getMessage());
    }
  }

  /// As Consul names authorities.
  ///
  /// @param kind of a primary or a secondary datacenter
  private String commonName(String kind) {
    StringBuilder unique = new StringBuilder(UNIQUE_NAME_LENGTH);
    for (int i = 0; i < UNIQUE_NAME_LENGTH; i++) {
      unique.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    int length = Math.min(CLUSTER_NAME_LENGTH, clusterId.length());
    return kind + "-" + unique + ".consul.ca." + clusterId.substring(0, length) + ".consul";
  }

  /// A certificate for a service or an agent, in PEM.
  String sign(PublicKey key, AlternativeNames names) throws InterruptedException {
    try {
      return IssuedCertificates.leaf(issuer(), key, names, validity(settings.leafTtl()));
    } catch (IOException | GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /// A certificate for the authority of another datacenter, in PEM.
  String signIntermediate(SigningRequest request) throws InterruptedException {
    try {
      return IssuedCertificates.intermediate(
          issuer(), request, commonName("sec"), validity(settings.intermediateTtl()));
    } catch (IOException | GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /// The next root, vouched for by this one.
  String crossSign(X509Certificate next) throws InterruptedException {
    try {
      return IssuedCertificates.crossSigned(issuer(), next, validity(CROSS_SIGNED_TTL));
    } catch (IOException | GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /// Gives its place in the state up, with the key.
  void forget() throws InterruptedException {
    log.apply(CaRequest.deleteProviderState(new CaProviderState(id, "", "", "", 0, 0)));
  }

  private Validity validity(Duration ttl) throws InterruptedException {
    long serial = log.nextSerial();
    Instant from = now().minus(BACKDATED);
    return new Validity(serial, from, from.plus(ttl));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private Issuer issuer() throws IOException {
    CaProviderState kept = CaTables.providerState(log.state(), id).orElse(null);
    if (kept == null || kept.privateKey().isEmpty()) {
      throw new ConsulException("provider not initialized");
    }
    return Issuer.of(kept.rootCert(), kept.privateKey());
  }

  private static ConsulException failed(Exception cause) {
    return new ConsulException("error generating certificate: " + cause.getMessage());
  }
}
