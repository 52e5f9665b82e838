// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/// What all X.509 certificates have in common: extensions, key identifiers, the signature, PEM.
/// Stateless.
final class CertificateSigner {
  private static final int P256_BITS = 256;
  private static final int P384_BITS = 384;
  private static final String P256 = "1.2.840.10045.3.1.7";
  private static final String P384 = "1.3.132.0.34";
  private static final String P521 = "1.3.132.0.35";
  static final String ALTERNATIVE_NAME = "2.5.29.17";
  static final String KEY_USAGE = "2.5.29.15";
  static final String BASIC_CONSTRAINTS = "2.5.29.19";
  static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  static final String SUBJECT_KEY_ID = "2.5.29.14";
  static final String AUTHORITY_KEY_ID = "2.5.29.35";

  private CertificateSigner() {}

  private record Algorithm(String javaName, byte[] identifier) {}

  /// The identifier that a certificate body has to name for a signature with this key.
  static byte[] algorithm(PrivateKey key) throws GeneralSecurityException {
    return algorithmOf(key).identifier();
  }

  /// The certificate in DER.
  ///
  /// @param body its part to be signed, which names {@link #algorithm}
  static byte[] sign(byte[] body, PrivateKey key) throws GeneralSecurityException {
    Algorithm algorithm = algorithmOf(key);
    Signature signer = Signature.getInstance(algorithm.javaName());
    signer.initSign(key);
    signer.update(body);
    return Der.sequence(body, algorithm.identifier(), Der.bits(signer.sign(), 0));
  }

  private static Algorithm algorithmOf(PrivateKey key) throws GeneralSecurityException {
    if (key instanceof ECPrivateKey curve) {
      int bits = curve.getParams().getCurve().getField().getFieldSize();
      int hash = bits <= P256_BITS ? 2 : bits <= P384_BITS ? 3 : 4;
      String name = new String[] {"SHA256", "SHA384", "SHA512"}[hash - 2] + "withECDSA";
      return new Algorithm(name, Der.sequence(Der.oid("1.2.840.10045.4.3." + hash)));
    }
    if (key.getAlgorithm().equals("RSA")) {
      byte[] none = {5, 0};
      return new Algorithm("SHA256withRSA", Der.sequence(Der.oid("1.2.840.113549.1.1.11"), none));
    }
    throw new GeneralSecurityException("cannot sign with a key of type " + key.getAlgorithm());
  }

  /// SHA-256 of the encoded public key, which is how Consul identifies keys.
  static byte[] keyId(byte[] publicKey) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(publicKey);
  }

  static byte[] critical(String oid, byte[] content) {
    return Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(content));
  }

  static byte[] extension(String oid, byte[] content) {
    return Der.sequence(Der.oid(oid), Der.octets(content));
  }

  /// A name of one attribute for each pair of object identifier and text.
  static byte[] name(String[]... attributes) {
    byte[][] parts =
        Arrays.stream(attributes)
            .map(a -> Der.set(Der.sequence(Der.oid(a[0]), Der.text(a[1]))))
            .toArray(byte[][]::new);
    return Der.sequence(parts);
  }

  /// A key of a NIST curve in the SEC 1 form, which Consul writes.
  static byte[] sec1(ECPrivateKey key, byte[] publicKey) {
    int bits = key.getParams().getCurve().getField().getFieldSize();
    int size = (bits + 7) / 8;
    // The encoded key ends with the uncompressed point: 0x04 and two numbers.
    byte[] point = Arrays.copyOfRange(publicKey, publicKey.length - 2 * size - 1, publicKey.length);
    byte[] number = key.getS().toByteArray();
    byte[] secret = new byte[size];
    int length = Math.min(number.length, secret.length);
    System.arraycopy(number, number.length - length, secret, secret.length - length, length);
    return Der.sequence(
        Der.integer(1),
        Der.octets(secret),
        Der.explicit(0, curve(key)),
        Der.explicit(1, Der.bits(point, 0)));
  }

  /// The object identifier of a key's curve.
  static byte[] curve(ECPrivateKey key) {
    int bits = key.getParams().getCurve().getField().getFieldSize();
    return Der.oid(bits <= P256_BITS ? P256 : bits <= P384_BITS ? P384 : P521);
  }

  /// An extension of names, which must be critical when the subject has none.
  static byte[] alternativeNames(AlternativeNames names, boolean isCritical) {
    byte[] content = names.encoded();
    return isCritical ? critical(ALTERNATIVE_NAME, content) : extension(ALTERNATIVE_NAME, content);
  }

  static String pem(String type, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }
}
