// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;

/// The kinds of keys that Consul's certificate authority knows: elliptic curves of NIST, and RSA.
/// Written in the forms that Consul writes: SEC 1 and PKCS#1. Stateless.
public final class PrivateKeys {
  public static final String EC = "ec";
  public static final String RSA = "rsa";
  private static final Map<Integer, String> CURVES =
      Map.of(256, "secp256r1", 384, "secp384r1", 521, "secp521r1");

  /// Consul's least for RSA.
  private static final int LEAST_RSA_BITS = 2048;

  /// Bounds the time that making a key takes.
  private static final int MOST_RSA_BITS = 8192;

  private static final String EC_KEY = "1.2.840.10045.2.1";
  private static final int PARAMETERS = 0xa0;
  private static final int PUBLIC_HALF = 0xa1;

  private PrivateKeys() {}

  /// What a public key is.
  ///
  /// @param type `ec` or `rsa`
  public record Kind(String type, int bits) {
    /// @throws GeneralSecurityException when it is of another kind
    public static Kind of(PublicKey key) throws GeneralSecurityException {
      return switch (key) {
        case ECPublicKey curve ->
            new Kind(EC, curve.getParams().getCurve().getField().getFieldSize());
        case RSAPublicKey rsa -> new Kind(RSA, rsa.getModulus().bitLength());
        default -> throw new GeneralSecurityException("unsupported key type");
      };
    }
  }

  /// A new pair.
  ///
  /// @throws InvalidRequestException with Consul's text when there is no such kind of key
  public static KeyPair generate(String type, int bits, SecureRandom random)
      throws InvalidRequestException {
    try {
      return switch (type) {
        case EC -> curve(bits, random);
        case RSA -> rsa(bits, random);
        default -> throw new InvalidRequestException("unknown private key type requested: " + type);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make " + type + " keys", e);
    }
  }

  private static KeyPair curve(int bits, SecureRandom random)
      throws GeneralSecurityException, InvalidRequestException {
    String name = CURVES.get(bits);
    if (name == null) {
      throw new InvalidRequestException(
          "error generating ECDSA private key: unknown curve length " + bits);
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name), random);
    return generator.generateKeyPair();
  }

  private static KeyPair rsa(int bits, SecureRandom random)
      throws GeneralSecurityException, InvalidRequestException {
    if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) {
      throw new InvalidRequestException(
          "error generating RSA private key: invalid key size "
              + bits
              + ", must be at least "
              + LEAST_RSA_BITS
              + " bits");
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits, random);
    return generator.generateKeyPair();
  }

  /// The private key as Consul writes it: secret.
  public static String pem(KeyPair keys) {
    PrivateKey key = keys.getPrivate();
    if (key instanceof ECPrivateKey curve) {
      return CertificateSigner.pem(
          "EC PRIVATE KEY", CertificateSigner.sec1(curve, keys.getPublic().getEncoded()));
    }
    return CertificateSigner.pem("RSA PRIVATE KEY", pkcs1(key.getEncoded()));
  }

  /// The pair that a private key belongs to. A key of an elliptic curve must have its public half with
  /// it, as all that Consul or OpenSSL write do.
  ///
  /// @throws IOException when there is no key
  /// @throws GeneralSecurityException when it cannot be used
  public static KeyPair pair(String pem) throws IOException, GeneralSecurityException {
    Pem file = Pem.of("the private key", pem);
    PrivateKey key = file.privateKey();
    if (key instanceof RSAPrivateCrtKey rsa) {
      return new KeyPair(
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent())),
          key);
    }
    if (!(key instanceof ECPrivateKey curve)) {
      throw new GeneralSecurityException("unsupported key type");
    }
    byte[] sec1 =
        file.first("EC PRIVATE KEY")
            .orElseGet(() -> pkcs1(file.first("PRIVATE KEY").orElse(new byte[0])));
    return new KeyPair(publicHalf(sec1, curve), key);
  }

  private static PublicKey publicHalf(byte[] sec1, ECPrivateKey key)
      throws GeneralSecurityException {
    try {
      DerReader reader = DerReader.of(sec1).in(DerReader.SEQUENCE);
      reader.skip();
      reader.skip();
      if (reader.tag() == PARAMETERS) {
        reader.skip();
      }
      byte[] point = reader.in(PUBLIC_HALF).bits();
      byte[] curve = CertificateSigner.curve(key);
      byte[] encoded = Der.sequence(Der.sequence(Der.oid(EC_KEY), curve), Der.bits(point, 0));
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (DerReader.InvalidDer e) {
      throw new GeneralSecurityException("the private key has no public half", e);
    }
  }

  /// What PKCS#8 has in its envelope.
  private static byte[] pkcs1(byte[] pkcs8) {
    try {
      DerReader info = DerReader.of(pkcs8).in(DerReader.SEQUENCE);
      info.skip();
      info.skip();
      return info.content(DerReader.OCTETS);
    } catch (DerReader.InvalidDer e) {
      throw new IllegalStateException("the JDK writes keys that are no PKCS#8", e);
    }
  }
}
