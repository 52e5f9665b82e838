// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// The certificates that the built-in authority of the mesh makes, with the fields and extensions that
/// Consul's provider gives them (observed on 1.22.5). Stateless; numbers and times are handed in.
public final class IssuedCertificates {
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  /// Signature and the three kinds of encipherment and agreement that a handshake may need.
  private static final byte LEAF_BITS = (byte) 0xb8;

  private static final byte SIGN_BITS = (byte) 0x86;

  /// The header of a name without attributes.
  private static final int EMPTY_NAME_LENGTH = 2;

  private IssuedCertificates() {}

  /// When a certificate is good, and its number.
  public record Validity(long serial, Instant from, Instant until) {}

  /// Who signs.
  ///
  /// @param certificate its own one
  public record Issuer(X509Certificate certificate, PrivateKey key) {
    /// @param key in any of the forms of [Pem]
    public static Issuer of(String certificate, String key) throws IOException {
      return new Issuer(first(certificate), Pem.of("the authority's key", key).privateKey());
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
      return "Issuer[" + certificate.getSubjectX500Principal() + "]";
    }
  }

  /// The first certificate of a text.
  public static X509Certificate first(String pem) throws IOException {
    List<X509Certificate> all = Pem.of("the certificate", pem).certificates();
    if (all.isEmpty()) {
      throw new IOException("no PEM-encoded data found");
    }
    return all.getFirst();
  }

  /// A self-signed root in PEM.
  ///
  /// @param trustDomain the cluster's id and domain, such as `b1a71708-….consul`
  public static String root(
      KeyPair keys, String trustDomain, String commonName, Validity validity) {
    try {
      byte[] keyId = CertificateSigner.keyId(keys.getPublic().getEncoded());
      byte[] name = CertificateSigner.name(new String[] {COMMON_NAME, commonName});
      List<byte[]> extensions = ofAuthority(Der.sequence(Der.bool(true)), keyId, keyId);
      extensions.add(
          CertificateSigner.alternativeNames(
              new AlternativeNames(
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of(new SpiffeId.Signing(trustDomain.toLowerCase(Locale.ROOT)).uri())),
              false));
      return signed(keys.getPrivate(), name, name, keys.getPublic(), validity, extensions);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was just made cannot sign", e);
    }
  }

  /// A certificate of a service or agent, in PEM, for the key and the names of a request.
  public static String leaf(Issuer issuer, PublicKey key, AlternativeNames names, Validity validity)
      throws GeneralSecurityException {
    List<byte[]> extensions = new ArrayList<>();
    extensions.add(
        CertificateSigner.critical(
            CertificateSigner.KEY_USAGE, Der.bits(new byte[] {LEAF_BITS}, 3)));
    extensions.add(
        CertificateSigner.extension(
            CertificateSigner.EXTENDED_KEY_USAGE,
            Der.sequence(Der.oid(CLIENT_AUTH), Der.oid(SERVER_AUTH))));
    extensions.add(CertificateSigner.critical(CertificateSigner.BASIC_CONSTRAINTS, Der.sequence()));
    addKeyIds(extensions, CertificateSigner.keyId(key.getEncoded()), keyIdOf(issuer.certificate()));
    extensions.add(CertificateSigner.alternativeNames(names, true));
    return signed(
        issuer.key(), subjectOf(issuer.certificate()), Der.sequence(), key, validity, extensions);
  }

  /// A certificate of an authority that may only sign leaves, for the request of another datacenter.
  ///
  /// @param commonName for a request without a subject. Leaves would have no issuer otherwise, which
  ///     Java refuses to read
  public static String intermediate(
      Issuer issuer, SigningRequest request, String commonName, Validity validity)
      throws GeneralSecurityException {
    boolean named = request.subject().length > EMPTY_NAME_LENGTH;
    List<byte[]> extensions =
        ofAuthority(
            Der.sequence(Der.bool(true), Der.integer(0)),
            CertificateSigner.keyId(request.key().getEncoded()),
            keyIdOf(issuer.certificate()));
    if (!request.names().isEmpty()) {
      extensions.add(CertificateSigner.alternativeNames(request.names(), true));
    }
    return signed(
        issuer.key(),
        subjectOf(issuer.certificate()),
        named ? request.subject() : CertificateSigner.name(new String[] {COMMON_NAME, commonName}),
        request.key(),
        validity,
        extensions);
  }

  /// The same authority vouched for by the one before it, so that those who know only that one trust
  /// what the new one signs.
  public static String crossSigned(Issuer issuer, X509Certificate root, Validity validity)
      throws GeneralSecurityException {
    try {
      List<byte[]> extensions =
          ofAuthority(Der.sequence(Der.bool(true)), keyIdOf(root), keyIdOf(issuer.certificate()));
      byte[] names = root.getExtensionValue(CertificateSigner.ALTERNATIVE_NAME);
      if (names != null) {
        extensions.add(
            CertificateSigner.alternativeNames(
                AlternativeNames.read(DerReader.of(names).content(DerReader.OCTETS)), false));
      }
      return signed(
          issuer.key(),
          subjectOf(issuer.certificate()),
          subjectOf(root),
          root.getPublicKey(),
          validity,
          extensions);
    } catch (DerReader.InvalidDer e) {
      throw new GeneralSecurityException("the root has names that cannot be read", e);
    }
  }

  private static String signed(
      PrivateKey signer,
      byte[] issuer,
      byte[] subject,
      PublicKey key,
      Validity validity,
      List<byte[]> extensions)
      throws GeneralSecurityException {
    byte[] body =
        Der.sequence(
            Der.explicit(0, Der.integer(2)),
            Der.integer(new BigInteger(Long.toUnsignedString(validity.serial()))),
            CertificateSigner.algorithm(signer),
            issuer,
            Der.sequence(Der.time(validity.from()), Der.time(validity.until())),
            subject,
            key.getEncoded(),
            Der.explicit(3, Der.sequence(extensions.toArray(byte[][]::new))));
    return CertificateSigner.pem("CERTIFICATE", CertificateSigner.sign(body, signer));
  }

  /// What a certificate has that may sign others.
  ///
  /// @param constraints as DER: that it is an authority, and how long a chain may follow
  private static List<byte[]> ofAuthority(byte[] constraints, byte[] keyId, byte[] issuerKeyId) {
    List<byte[]> extensions = new ArrayList<>();
    extensions.add(
        CertificateSigner.critical(
            CertificateSigner.KEY_USAGE, Der.bits(new byte[] {SIGN_BITS}, 1)));
    extensions.add(CertificateSigner.critical(CertificateSigner.BASIC_CONSTRAINTS, constraints));
    addKeyIds(extensions, keyId, issuerKeyId);
    return extensions;
  }

  private static void addKeyIds(List<byte[]> extensions, byte[] own, byte[] issuer) {
    extensions.add(CertificateSigner.extension(CertificateSigner.SUBJECT_KEY_ID, Der.octets(own)));
    extensions.add(
        CertificateSigner.extension(
            CertificateSigner.AUTHORITY_KEY_ID, Der.sequence(Der.implicit(0, issuer))));
  }

  private static byte[] subjectOf(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getEncoded();
  }

  /// The subject key identifier of a certificate; that of its key, when it has none.
  static byte[] keyIdOf(X509Certificate certificate) throws GeneralSecurityException {
    byte[] extension = certificate.getExtensionValue(CertificateSigner.SUBJECT_KEY_ID);
    return extension == null || extension.length < 4
        ? CertificateSigner.keyId(certificate.getPublicKey().getEncoded())
        : Arrays.copyOfRange(extension, 4, extension.length);
  }

  /// The key that signed a certificate, in colon-separated hex; empty when it does not say.
  public static String signingKeyId(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(CertificateSigner.AUTHORITY_KEY_ID);
    try {
      return extension == null
          ? ""
          : colonHex(
              DerReader.of(extension).in(DerReader.OCTETS).in(DerReader.SEQUENCE).content(0x80));
    } catch (DerReader.InvalidDer e) {
      return "";
    }
  }

  /// SHA-1 of a certificate in colon-separated hex, which is how Consul names roots.
  public static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    return colonHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
  }

  static String colonHex(byte[] bytes) {
    return HexFormat.ofDelimiter(":").formatHex(bytes);
  }
}
