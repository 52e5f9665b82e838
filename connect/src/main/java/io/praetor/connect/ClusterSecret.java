// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import io.praetor.connect.AgentCertificates.Authority;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.PBEKeySpec;

/// What every member of a cluster makes for itself out of one secret that all were given: the key that encrypts gossip, and
/// the authority that signs the agents' certificates. Nothing has to be copied between hosts and nothing has to run first.
///
/// The secret is as good as the authority's key: who has it can make certificates for servers, and read and write gossip.
/// The authority's certificate is seen by whoever listens on the network, so a secret that can be guessed can be found by
/// trying, far from the cluster; hence the least length, and PBKDF2 in front of HKDF (RFC 8018, RFC 5869). What comes out
/// of a secret must never change, since members of different versions have to agree.
public final class ClusterSecret {
  /// The fewest characters of a secret. What `openssl rand -base64 32` prints has 44.
  public static final int MIN_LENGTH = 32;

  private static final int MIN_DIFFERENT = 10;
  private static final int ITERATIONS = 100_000;
  private static final int KEY_BYTES = 32;

  /// More than the order of the curve has, so that what is left after the division is as good as evenly spread.
  private static final int SCALAR_BYTES = 48;

  /// An authority that is made anew at each start cannot be renewed other than by another secret, so it does not end.
  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");

  private static final Instant UNTIL = Instant.parse("2049-12-31T23:59:59Z");

  private final SecretKey root;

  private ClusterSecret(SecretKey root) {
    this.root = root;
  }

  /// Takes some hundredths of a second, on purpose.
  ///
  /// @throws IllegalArgumentException with a text for the operator when the secret is too short or has too few different
  ///     characters to have been drawn by chance
  public static ClusterSecret of(String secret) {
    if (secret.length() < MIN_LENGTH || secret.chars().distinct().count() < MIN_DIFFERENT) {
      throw new IllegalArgumentException(
          "the secret must have at least "
              + MIN_LENGTH
              + " characters drawn by chance, as `openssl rand -base64 32` prints them");
    }
    try {
      PBEKeySpec work =
          new PBEKeySpec(
              secret.toCharArray(),
              "praetor cluster secret 1".getBytes(StandardCharsets.UTF_8),
              ITERATIONS,
              KEY_BYTES * Byte.SIZE);
      return new ClusterSecret(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(work));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no PBKDF2", e);
    }
  }

  /// 32 bytes for the agent's `encrypt`.
  public byte[] gossipKey() {
    return derive("gossip", KEY_BYTES);
  }

  /// The authority. Its key and everything that its certificate says are the same at every member; the signature under
  /// it is not, which no one who has it as a root looks at.
  public Authority authority() {
    BigInteger order = P256.order();
    BigInteger scalar =
        new BigInteger(1, derive("authority", SCALAR_BYTES))
            .mod(order.subtract(BigInteger.ONE))
            .add(BigInteger.ONE);
    try {
      KeyPair keys = P256.keys(scalar);
      byte[] certificate =
          AgentCertificates.authority(
              new AgentCertificates.AuthorityWish("", List.of(), "", FROM, UNTIL),
              keys,
              new BigInteger(1, derive("serial", Long.BYTES)).add(BigInteger.ONE));
      return new Authority(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(certificate)),
          keys.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make ECDSA P-256 certificates", e);
    }
  }

  private byte[] derive(String what, int bytes) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.expandOnly(
                  root, ("praetor " + what).getBytes(StandardCharsets.UTF_8), bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HKDF", e);
    }
  }

  /// Says nothing of the secret.
  @Override
  public String toString() {
    return "ClusterSecret";
  }
}
