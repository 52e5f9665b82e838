// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// The self-signed root of the built-in certificate authority, with the names, extensions and
/// identifiers that Consul's own provider gives it (observed on 1.22.5): an ECDSA P-256 key, a SPIFFE
/// URI of the trust domain, and key identifiers that are the SHA-256 of the public key.
///
/// @param id SHA-1 of the certificate in colon-separated hex
/// @param signingKeyId SHA-256 of the public key in colon-separated hex
/// @param pem the certificate, with a final newline
/// @param keyPem the private key (SEC 1 is Consul's form; PKCS 8 is read by it as well)
public record RootCertificate(
    String id,
    String signingKeyId,
    String pem,
    String keyPem,
    Instant notBefore,
    Instant notAfter) {

  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String SUBJECT_KEY_ID = "2.5.29.14";
  private static final String AUTHORITY_KEY_ID = "2.5.29.35";
  private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  private static final byte SIGN_CERT_AND_CRL_BITS = (byte) 0x86;
  private static final int URI_NAME = 6;

  /// Makes a key and signs its certificate.
  ///
  /// @param trustDomain the cluster's id and domain, such as `b1a71708-….consul`
  /// @param commonName see {@link #commonName}
  public static RootCertificate create(
      SecureRandom random,
      String trustDomain,
      String commonName,
      long serial,
      Instant notBefore,
      Instant notAfter) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return sign(
          generator.generateKeyPair(), trustDomain, commonName, serial, notBefore, notAfter);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make ECDSA P-256 certificates", e);
    }
  }

  /// The subject that Consul gives a primary root: `pri-<random>.<domain>.ca.<trust domain>.<domain>`.
  ///
  /// @param unique eight random characters of `a-z0-9`
  /// @param clusterId the cluster's UUID, of which the first eight characters are used
  public static String commonName(String unique, String clusterId) {
    return "pri-" + unique + ".consul.ca." + clusterId.substring(0, 8) + ".consul";
  }

  private static RootCertificate sign(
      KeyPair keys,
      String trustDomain,
      String commonName,
      long serial,
      Instant notBefore,
      Instant notAfter)
      throws GeneralSecurityException {
    byte[] publicKey = keys.getPublic().getEncoded();
    byte[] keyId = MessageDigest.getInstance("SHA-256").digest(publicKey);
    byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
    byte[] name =
        Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.printable(commonName))));
    byte[] uri =
        ("spiffe://" + trustDomain.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII);
    byte[] body =
        Der.sequence(
            Der.explicit(0, Der.integer(2)),
            Der.integer(serial),
            algorithm,
            name,
            Der.sequence(Der.time(notBefore), Der.time(notAfter)),
            name,
            publicKey,
            Der.explicit(
                3,
                Der.sequence(
                    critical(KEY_USAGE, Der.bits(new byte[] {SIGN_CERT_AND_CRL_BITS}, 1)),
                    critical(BASIC_CONSTRAINTS, Der.sequence(Der.bool(true))),
                    extension(SUBJECT_KEY_ID, Der.octets(keyId)),
                    extension(AUTHORITY_KEY_ID, Der.sequence(Der.implicit(0, keyId))),
                    extension(
                        SUBJECT_ALTERNATIVE_NAME, Der.sequence(Der.implicit(URI_NAME, uri))))));
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(keys.getPrivate());
    signer.update(body);
    byte[] certificate = Der.sequence(body, algorithm, Der.bits(signer.sign(), 0));
    return new RootCertificate(
        colonHex(MessageDigest.getInstance("SHA-1").digest(certificate)),
        colonHex(keyId),
        pem("CERTIFICATE", certificate),
        pem("PRIVATE KEY", keys.getPrivate().getEncoded()),
        notBefore,
        notAfter);
  }

  private static byte[] critical(String oid, byte[] content) {
    return Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(content));
  }

  private static byte[] extension(String oid, byte[] content) {
    return Der.sequence(Der.oid(oid), Der.octets(content));
  }

  private static String colonHex(byte[] bytes) {
    return HexFormat.ofDelimiter(":").formatHex(bytes);
  }

  private static String pem(String type, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }

  /// Says nothing of the key.
  @Override
  public String toString() {
    return "RootCertificate[" + id + "]";
  }
}
