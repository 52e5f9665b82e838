// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/// A certificate signing request (PKCS#10, RFC 2986): whose key is to be vouched for, and under which
/// names. A request that was read is signed by the key that is in it.
///
/// @param subject the name in DER
public record SigningRequest(byte[] subject, PublicKey key, AlternativeNames names) {
  /// More than the largest key and the longest names need.
  private static final int MOST_BYTES = 64 * 1024;

  private static final String LABEL = "CERTIFICATE REQUEST";
  private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";
  private static final Map<String, String> KEYS =
      Map.of("1.2.840.10045.2.1", "EC", "1.2.840.113549.1.1.1", "RSA");
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "1.2.840.10045.4.3.2", "SHA256withECDSA",
          "1.2.840.10045.4.3.3", "SHA384withECDSA",
          "1.2.840.10045.4.3.4", "SHA512withECDSA",
          "1.2.840.113549.1.1.11", "SHA256withRSA",
          "1.2.840.113549.1.1.12", "SHA384withRSA",
          "1.2.840.113549.1.1.13", "SHA512withRSA");

  /// Makes and signs one without a subject, as Consul's agents do, in PEM.
  public static String write(KeyPair keys, AlternativeNames names) {
    try {
      byte[] extensions = Der.sequence(CertificateSigner.alternativeNames(names, true));
      byte[] attribute = Der.sequence(Der.oid(EXTENSION_REQUEST), Der.set(extensions));
      byte[] info =
          Der.sequence(
              Der.integer(0),
              Der.sequence(),
              keys.getPublic().getEncoded(),
              Der.constructed(0, attribute));
      return CertificateSigner.pem(LABEL, CertificateSigner.sign(info, keys.getPrivate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was just made cannot sign", e);
    }
  }

  /// Reads one from PEM and checks its signature.
  ///
  /// @throws InvalidRequestException with Consul's text where it has one
  public static SigningRequest read(String text) throws InvalidRequestException {
    if (text.length() > MOST_BYTES) {
      throw new InvalidRequestException("the certificate signing request is too long");
    }
    Pem pem = Pem.of("the request", text);
    if (pem.isEmpty()) {
      throw new InvalidRequestException("no PEM-encoded data found");
    }
    byte[] der =
        pem.first(LABEL)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "first PEM-block should be CERTIFICATE REQUEST type"));
    try {
      DerReader all = DerReader.of(der);
      DerReader request = all.in(DerReader.SEQUENCE);
      all.end();
      byte[] info = request.whole();
      String algorithm = name(SIGNATURES, request.in(DerReader.SEQUENCE), "signature algorithm");
      byte[] signature = request.bits();
      request.end();
      SigningRequest read = info(info);
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(read.key);
      verifier.update(info);
      if (!verifier.verify(signature)) {
        throw new InvalidRequestException("the signature of the request is not of its key");
      }
      return read;
    } catch (DerReader.InvalidDer | GeneralSecurityException | IllegalArgumentException e) {
      throw new InvalidRequestException("x509: malformed certificate request: " + e.getMessage());
    }
  }

  private static SigningRequest info(byte[] der)
      throws DerReader.InvalidDer, GeneralSecurityException {
    DerReader info = DerReader.of(der).in(DerReader.SEQUENCE);
    info.integer();
    byte[] subject = info.whole();
    // Refuses what is no name.
    byte[] encoded = new X500Principal(new ByteArrayInputStream(subject)).getEncoded();
    PublicKey key = key(info.whole());
    AlternativeNames names = AlternativeNames.NONE;
    if (info.tag() == 0xa0) {
      DerReader attributes = info.in(0xa0);
      while (attributes.hasMore()) {
        DerReader attribute = attributes.in(DerReader.SEQUENCE);
        if (isOid(attribute.content(DerReader.OID), EXTENSION_REQUEST)) {
          names = names(attribute.in(DerReader.SET).in(DerReader.SEQUENCE), names);
        }
      }
    }
    return new SigningRequest(encoded, key, names);
  }

  private static AlternativeNames names(DerReader extensions, AlternativeNames otherwise)
      throws DerReader.InvalidDer {
    AlternativeNames names = otherwise;
    while (extensions.hasMore()) {
      DerReader extension = extensions.in(DerReader.SEQUENCE);
      boolean wanted = isOid(extension.content(DerReader.OID), CertificateSigner.ALTERNATIVE_NAME);
      if (extension.tag() == 0x01) {
        extension.skip();
      }
      byte[] value = extension.content(DerReader.OCTETS);
      if (wanted) {
        names = AlternativeNames.read(value);
      }
    }
    return names;
  }

  private static PublicKey key(byte[] spki) throws DerReader.InvalidDer, GeneralSecurityException {
    DerReader algorithm = DerReader.of(spki).in(DerReader.SEQUENCE).in(DerReader.SEQUENCE);
    return KeyFactory.getInstance(name(KEYS, algorithm, "key"))
        .generatePublic(new X509EncodedKeySpec(spki));
  }

  private static String name(Map<String, String> known, DerReader algorithm, String what)
      throws DerReader.InvalidDer {
    byte[] oid = algorithm.content(DerReader.OID);
    return known.entrySet().stream()
        .filter(entry -> isOid(oid, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(
            () ->
                new DerReader.InvalidDer("unknown " + what + ": " + HexFormat.of().formatHex(oid)));
  }

  private static boolean isOid(byte[] content, String dotted) {
    byte[] whole = Der.oid(dotted);
    return Arrays.equals(whole, 2, whole.length, content, 0, content.length);
  }
}
