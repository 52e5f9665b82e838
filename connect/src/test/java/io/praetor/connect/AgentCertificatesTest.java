// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.connect.AgentCertificates.Authority;
import io.praetor.connect.AgentCertificates.AuthorityWish;
import io.praetor.connect.AgentCertificates.LeafWish;
import io.praetor.connect.AgentCertificates.Made;
import io.praetor.connect.AgentCertificates.Usage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentCertificatesTest {
  private static final Instant FROM = Instant.parse("2026-11-26T01:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-11-26T01:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  private static Made authority(List<String> permitted, String uri) {
    return AgentCertificates.authority(new AuthorityWish("", permitted, uri, FROM, UNTIL), RANDOM);
  }

  private static byte[] der(String pem) {
    String body = pem.replaceAll("-----[A-Z ]+-----", "");
    return Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
  }

  private static X509Certificate read(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(der(pem)));
  }

  /// SEC 1 put into the envelope of PKCS 8.
  private static PrivateKey readKey(String pem) throws GeneralSecurityException {
    byte[] envelope =
        Der.sequence(
            Der.integer(0),
            Der.sequence(Der.oid("1.2.840.10045.2.1"), Der.oid("1.2.840.10045.3.1.7")),
            Der.octets(der(pem)));
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(envelope));
  }

  private static LeafWish wish() throws Exception {
    return new LeafWish(
        "server.dc1.consul",
        List.of("server.dc1.consul", "localhost"),
        List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1")),
        List.of(Usage.SERVER, Usage.CLIENT),
        FROM,
        UNTIL);
  }

  @Test
  void anAuthorityHasConsulsNameAndExtensions() throws Exception {
    Made made = authority(List.of("x.example", "corp", "localhost"), "spiffe://abc.corp");
    X509Certificate ca = read(made.certificate());
    assertEquals(
        "CN=Consul Agent CA " + ca.getSerialNumber() + ",O=HashiCorp Inc.",
        ca.getSubjectX500Principal().getName("RFC1779").replaceAll(", (O=[^,]+),.*", ",$1"));
    assertEquals(Integer.MAX_VALUE, ca.getBasicConstraints());
    assertEquals(Set.of("2.5.29.15", "2.5.29.19", "2.5.29.30"), ca.getCriticalExtensionOIDs());
    assertEquals(
        List.of(List.of(6, "spiffe://abc.corp")), List.copyOf(ca.getSubjectAlternativeNames()));
    assertEquals(List.of("x.example", "corp", "localhost"), AgentCertificates.permittedDns(ca));
    assertEquals(FROM, ca.getNotBefore().toInstant());
    assertEquals(UNTIL, ca.getNotAfter().toInstant());
    ca.verify(ca.getPublicKey());
    assertTrue(made.key().startsWith("-----BEGIN EC PRIVATE KEY-----\n"));
  }

  @Test
  void whatItSignsIsTrustedByThoseWhoTrustIt() throws Exception {
    Made made = authority(List.of(), "");
    X509Certificate ca = read(made.certificate());
    Made leaf = AgentCertificates.leaf(new Authority(ca, readKey(made.key())), wish(), RANDOM);
    X509Certificate certificate = read(leaf.certificate());
    PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(ca, null)));
    trust.setRevocationEnabled(false);
    trust.setDate(Date.from(FROM.plusSeconds(60)));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), trust);
    assertEquals(-1, certificate.getBasicConstraints());
    assertEquals(
        List.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"), certificate.getExtendedKeyUsage());
    assertEquals(
        List.of(
            List.of(2, "server.dc1.consul"),
            List.of(2, "localhost"),
            List.of(7, "127.0.0.1"),
            List.of(7, "0:0:0:0:0:0:0:1")),
        List.copyOf(certificate.getSubjectAlternativeNames()));
    // The issuer's key id inside the sequence and its tag is the authority's own one.
    byte[] issuer = certificate.getExtensionValue("2.5.29.35");
    byte[] own = ca.getExtensionValue("2.5.29.14");
    assertEquals(
        Arrays.toString(Arrays.copyOfRange(own, 4, own.length)),
        Arrays.toString(Arrays.copyOfRange(issuer, 6, issuer.length)));
  }

  @Test
  void anRsaKeyCanSign() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var keys = generator.generateKeyPair();
    byte[] body = Der.sequence(Der.integer(1), CertificateSigner.algorithm(keys.getPrivate()));
    byte[] signed = CertificateSigner.sign(body, keys.getPrivate());
    assertTrue(signed.length > body.length + 256);
  }

  @Test
  void anotherKeyThanTheAuthoritysIsRefused() throws Exception {
    X509Certificate ca = read(authority(List.of(), "").certificate());
    PrivateKey other = readKey(authority(List.of(), "").key());
    LeafWish wish = wish();
    assertThrows(
        SignatureException.class,
        () -> AgentCertificates.leaf(new Authority(ca, other), wish, RANDOM));
  }

  @Test
  void brokenConstraintsPermitNothing() {
    byte[] good =
        Der.octets(
            Der.sequence(Der.constructed(0, Der.sequence(Der.implicit(2, new byte[] {'a'})))));
    assertEquals(List.of("a"), DnsConstraints.permitted(good));
    for (int length = 0; length < good.length; length++) {
      assertEquals(List.of(), DnsConstraints.permitted(Arrays.copyOf(good, length)));
    }
  }
}
