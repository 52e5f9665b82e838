// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The certificates of the agents' own TLS, as `consul tls` makes them (fields, their order and their
/// forms observed on 1.22.5): ECDSA P-256 keys in SEC 1, key identifiers that are the SHA-256 of the
/// public key. Stateless; time and randomness are handed in.
public final class AgentCertificates {
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String SUBJECT_KEY_ID = "2.5.29.14";
  private static final String AUTHORITY_KEY_ID = "2.5.29.35";
  private static final String ALTERNATIVE_NAME = "2.5.29.17";
  private static final String NAME_CONSTRAINTS = "2.5.29.30";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final int DNS_NAME = 2;
  private static final int URI_NAME = 6;
  private static final int IP_ADDRESS = 7;
  private static final byte SIGN_BITS = (byte) 0x86;
  private static final byte LEAF_BITS = (byte) 0xa0;
  private static final int SERIAL_BITS = 127;

  private AgentCertificates() {}

  /// Both in PEM.
  ///
  /// @param key SEC 1, secret
  public record Made(String certificate, String key) {
    /// Says nothing of the key.
    @Override
    public String toString() {
      return "Made[certificate]";
    }
  }

  /// Who signs.
  public record Authority(X509Certificate certificate, PrivateKey key) {}

  /// A certificate authority to be made.
  ///
  /// @param commonName empty for Consul's own, which ends in the serial number
  /// @param permittedDns the only domains it may sign for; empty for all
  /// @param uri an alternative name, or empty
  public record AuthorityWish(
      String commonName, List<String> permittedDns, String uri, Instant from, Instant until) {
    public AuthorityWish {
      permittedDns = List.copyOf(permittedDns);
    }
  }

  /// What a key may be used for besides signing and key exchange.
  public enum Usage {
    SERVER("1.3.6.1.5.5.7.3.1"),
    CLIENT("1.3.6.1.5.5.7.3.2");

    private final String oid;

    Usage(String oid) {
      this.oid = oid;
    }
  }

  /// A certificate of an agent or a user to be made.
  public record LeafWish(
      String commonName,
      List<String> dnsNames,
      List<InetAddress> addresses,
      List<Usage> usages,
      Instant from,
      Instant until) {
    public LeafWish {
      dnsNames = List.copyOf(dnsNames);
      addresses = List.copyOf(addresses);
      usages = List.copyOf(usages);
    }
  }

  /// A new self-signed authority.
  public static Made authority(AuthorityWish wish, SecureRandom random) {
    try {
      KeyPair keys = keys(random);
      return made(authority(wish, keys, serial(random)), keys);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make ECDSA P-256 certificates", e);
    }
  }

  /// A self-signed authority of given keys, in DER.
  static byte[] authority(AuthorityWish wish, KeyPair keys, BigInteger serial)
      throws GeneralSecurityException {
    byte[] publicKey = keys.getPublic().getEncoded();
    byte[] keyId = CertificateSigner.keyId(publicKey);
    byte[] name =
        CertificateSigner.name(
            new String[] {"2.5.4.6", "US"},
            new String[] {"2.5.4.8", "CA"},
            new String[] {"2.5.4.7", "San Francisco"},
            new String[] {"2.5.4.9", "101 Second Street"},
            new String[] {"2.5.4.17", "94105"},
            new String[] {"2.5.4.10", "HashiCorp Inc."},
            new String[] {
              COMMON_NAME,
              wish.commonName().isEmpty() ? "Consul Agent CA " + serial : wish.commonName()
            });
    List<byte[]> extensions = new ArrayList<>();
    extensions.add(CertificateSigner.critical(KEY_USAGE, Der.bits(new byte[] {SIGN_BITS}, 1)));
    extensions.add(CertificateSigner.critical(BASIC_CONSTRAINTS, Der.sequence(Der.bool(true))));
    addKeyIds(extensions, keyId, keyId);
    if (!wish.uri().isEmpty()) {
      extensions.add(alternativeNames(Stream.of(ascii(URI_NAME, wish.uri()))));
    }
    if (!wish.permittedDns().isEmpty()) {
      extensions.add(CertificateSigner.critical(NAME_CONSTRAINTS, permitted(wish)));
    }
    byte[] body = body(keys, serial, name, name, publicKey, wish.from(), wish.until(), extensions);
    return CertificateSigner.sign(body, keys.getPrivate());
  }

  /// A certificate as the files have it.
  public static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return CertificateSigner.pem("CERTIFICATE", certificate.getEncoded());
  }

  /// A new certificate, signed by an authority whose key was read from a file.
  ///
  /// @throws GeneralSecurityException when the authority's key cannot sign
  public static Made leaf(Authority authority, LeafWish wish, SecureRandom random)
      throws GeneralSecurityException {
    KeyPair keys = keys(random);
    byte[] publicKey = keys.getPublic().getEncoded();
    List<byte[]> extensions = new ArrayList<>();
    extensions.add(CertificateSigner.critical(KEY_USAGE, Der.bits(new byte[] {LEAF_BITS}, 5)));
    if (!wish.usages().isEmpty()) {
      byte[][] oids = wish.usages().stream().map(u -> Der.oid(u.oid)).toArray(byte[][]::new);
      extensions.add(CertificateSigner.extension(EXTENDED_KEY_USAGE, Der.sequence(oids)));
    }
    extensions.add(CertificateSigner.critical(BASIC_CONSTRAINTS, Der.sequence()));
    addKeyIds(extensions, CertificateSigner.keyId(publicKey), keyIdOf(authority.certificate()));
    extensions.add(
        alternativeNames(
            Stream.concat(
                wish.dnsNames().stream().map(name -> ascii(DNS_NAME, name)),
                wish.addresses().stream().map(a -> Der.implicit(IP_ADDRESS, a.getAddress())))));
    byte[] body =
        body(
            new KeyPair(keys.getPublic(), authority.key()),
            serial(random),
            authority.certificate().getSubjectX500Principal().getEncoded(),
            CertificateSigner.name(new String[] {COMMON_NAME, wish.commonName()}),
            publicKey,
            wish.from(),
            wish.until(),
            extensions);
    byte[] signed = CertificateSigner.sign(body, authority.key());
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    factory
        .generateCertificate(new ByteArrayInputStream(signed))
        .verify(authority.certificate().getPublicKey());
    return made(signed, keys);
  }

  /// The domains that an authority may sign for; empty when it is free.
  public static List<String> permittedDns(X509Certificate authority) {
    byte[] extension = authority.getExtensionValue(NAME_CONSTRAINTS);
    return extension == null ? List.of() : DnsConstraints.permitted(extension);
  }

  private static KeyPair keys(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
  }

  private static byte[] body(
      KeyPair signer,
      BigInteger serial,
      byte[] issuer,
      byte[] subject,
      byte[] publicKey,
      Instant from,
      Instant until,
      List<byte[]> extensions)
      throws GeneralSecurityException {
    return Der.sequence(
        Der.explicit(0, Der.integer(2)),
        Der.integer(serial),
        CertificateSigner.algorithm(signer.getPrivate()),
        issuer,
        Der.sequence(Der.time(from), Der.time(until)),
        subject,
        publicKey,
        Der.explicit(3, Der.sequence(extensions.toArray(byte[][]::new))));
  }

  private static Made made(byte[] certificate, KeyPair keys) {
    byte[] key =
        CertificateSigner.sec1((ECPrivateKey) keys.getPrivate(), keys.getPublic().getEncoded());
    return new Made(
        CertificateSigner.pem("CERTIFICATE", certificate),
        CertificateSigner.pem("EC PRIVATE KEY", key));
  }

  private static void addKeyIds(List<byte[]> extensions, byte[] own, byte[] issuer) {
    extensions.add(CertificateSigner.extension(SUBJECT_KEY_ID, Der.octets(own)));
    if (issuer.length > 0) {
      extensions.add(
          CertificateSigner.extension(AUTHORITY_KEY_ID, Der.sequence(Der.implicit(0, issuer))));
    }
  }

  /// The subject key identifier without its two octet string headers, or nothing.
  private static byte[] keyIdOf(X509Certificate authority) {
    byte[] extension = authority.getExtensionValue(SUBJECT_KEY_ID);
    return extension == null || extension.length < 4
        ? new byte[0]
        : Arrays.copyOfRange(extension, 4, extension.length);
  }

  private static byte[] alternativeNames(Stream<byte[]> names) {
    return CertificateSigner.extension(
        ALTERNATIVE_NAME, Der.sequence(names.toArray(byte[][]::new)));
  }

  private static byte[] permitted(AuthorityWish wish) {
    byte[][] subtrees =
        wish.permittedDns().stream()
            .map(domain -> Der.sequence(ascii(DNS_NAME, domain)))
            .toArray(byte[][]::new);
    return Der.sequence(Der.constructed(0, subtrees));
  }

  private static byte[] ascii(int tag, String text) {
    return Der.implicit(tag, text.getBytes(StandardCharsets.US_ASCII));
  }
}
