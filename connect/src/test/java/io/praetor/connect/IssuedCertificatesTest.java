// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.connect.IssuedCertificates.Issuer;
import io.praetor.connect.IssuedCertificates.Validity;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuedCertificatesTest {
  private static final Validity VALIDITY =
      new Validity(15, Fixtures.START, Fixtures.START.plus(Duration.ofHours(72)));

  @Test
  void theRootIsWhatConsulMakesOfTheSameNames() throws Exception {
    X509Certificate root = IssuedCertificates.first(Fixtures.root(Fixtures.key()));

    assertEquals(
        "CN=pri-1hr5u478.consul.ca.b1a71708.consul", root.getSubjectX500Principal().getName());
    assertEquals(7, root.getSerialNumber().longValueExact());
    assertEquals(Date.from(Fixtures.START), root.getNotBefore());
    assertEquals("SHA256withECDSA", root.getSigAlgName());
    assertEquals(
        List.of(List.of(6, "spiffe://" + Fixtures.TRUST_DOMAIN)),
        List.copyOf(root.getSubjectAlternativeNames()));
    assertArrayEquals(
        new boolean[] {true, false, false, false, false, true, true, false, false},
        Arrays.copyOf(root.getKeyUsage(), 9));
    assertTrue(root.getBasicConstraints() >= 0);
    root.verify(root.getPublicKey());
  }

  /// The recorded request, signed by us, has the same extensions in the same bytes as the certificate
  /// that a real server made of it, but for the key of the authority.
  @Test
  void aLeafIsWhatARealServerMadeOfTheSameRequest() throws Exception {
    X509Certificate theirs = IssuedCertificates.first(Fixtures.recorded("leaf.pem"));
    SigningRequest request = SigningRequest.read(Fixtures.recorded("csr.pem"));
    KeyPair keys = Fixtures.key();
    Issuer issuer = Issuer.of(Fixtures.root(keys), PrivateKeys.pem(keys));

    X509Certificate ours =
        IssuedCertificates.first(
            IssuedCertificates.leaf(issuer, request.key(), request.names(), VALIDITY));

    ours.verify(keys.getPublic());
    assertEquals(theirs.getSerialNumber(), ours.getSerialNumber());
    assertEquals(theirs.getPublicKey(), ours.getPublicKey());
    assertEquals(theirs.getSubjectX500Principal(), ours.getSubjectX500Principal());
    assertEquals(
        new TreeSet<>(theirs.getCriticalExtensionOIDs()),
        new TreeSet<>(ours.getCriticalExtensionOIDs()));
    assertEquals(
        new TreeSet<>(theirs.getNonCriticalExtensionOIDs()),
        new TreeSet<>(ours.getNonCriticalExtensionOIDs()));
    for (String oid : List.of("2.5.29.15", "2.5.29.37", "2.5.29.19", "2.5.29.14", "2.5.29.17")) {
      assertArrayEquals(theirs.getExtensionValue(oid), ours.getExtensionValue(oid), oid);
    }
    assertEquals(
        IssuedCertificates.colonHex(IssuedCertificates.keyIdOf(issuer.certificate())),
        IssuedCertificates.signingKeyId(ours));
  }

  @ParameterizedTest
  @CsvSource({"ec,256", "ec,384", "ec,521", "rsa,2048"})
  void everyKindOfKeySigns(String type, int bits) throws Exception {
    KeyPair keys = PrivateKeys.generate(type, bits, Fixtures.RANDOM);
    String root = Fixtures.root(keys);
    Issuer issuer = Issuer.of(root, PrivateKeys.pem(keys));
    KeyPair leafKeys = Fixtures.key();
    X509Certificate leaf =
        IssuedCertificates.first(
            IssuedCertificates.leaf(
                issuer, leafKeys.getPublic(), Fixtures.named("spiffe://a.consul/x"), VALIDITY));

    leaf.verify(keys.getPublic());
    assertEquals(new PrivateKeys.Kind(type, bits), PrivateKeys.Kind.of(keys.getPublic()));
    assertEquals(keys.getPublic(), PrivateKeys.pair(PrivateKeys.pem(keys)).getPublic());
    CaRoot described = CaRoot.of(root, "Consul", Fixtures.CLUSTER);
    assertEquals(type, described.privateKeyType());
    assertEquals(bits, described.privateKeyBits());
    assertEquals("Consul CA Primary Cert", described.name());
    assertEquals(described.signingKeyId(), IssuedCertificates.signingKeyId(leaf));
  }

  @Test
  void whoKnowsOnlyTheFormerRootTrustsWhatTheNextOneSigns() throws Exception {
    KeyPair former = Fixtures.key();
    KeyPair next = Fixtures.key();
    Issuer formerIssuer = Issuer.of(Fixtures.root(former), PrivateKeys.pem(former));
    String nextPem =
        IssuedCertificates.root(
            next,
            Fixtures.TRUST_DOMAIN,
            "pri-abcdefgh.consul.ca.b1a71708.consul",
            new Validity(9, Fixtures.START, Fixtures.START.plus(Duration.ofDays(3650))));
    Issuer nextIssuer = Issuer.of(nextPem, PrivateKeys.pem(next));
    X509Certificate crossed =
        IssuedCertificates.first(
            IssuedCertificates.crossSigned(formerIssuer, nextIssuer.certificate(), VALIDITY));
    X509Certificate leaf =
        IssuedCertificates.first(
            IssuedCertificates.leaf(
                nextIssuer,
                Fixtures.key().getPublic(),
                Fixtures.named(new SpiffeId.Service("x.consul", "default", "dc1", "web").uri()),
                VALIDITY));

    PKIXParameters known =
        new PKIXParameters(Set.of(new TrustAnchor(formerIssuer.certificate(), null)));
    known.setRevocationEnabled(false);
    known.setDate(Date.from(Fixtures.START.plusSeconds(60)));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf, crossed)),
            known);
  }

  @Test
  void anIntermediateMaySignLeavesOnly() throws Exception {
    KeyPair keys = Fixtures.key();
    Issuer issuer = Issuer.of(Fixtures.root(keys), PrivateKeys.pem(keys));
    SigningRequest request =
        SigningRequest.read(
            SigningRequest.write(
                Fixtures.key(), Fixtures.named("spiffe://" + Fixtures.TRUST_DOMAIN)));
    X509Certificate made =
        IssuedCertificates.first(
            IssuedCertificates.intermediate(issuer, request, "sec-x", VALIDITY));
    made.verify(keys.getPublic());
    assertEquals(0, made.getBasicConstraints());
    assertEquals("CN=sec-x", made.getSubjectX500Principal().getName());
  }

  @Test
  void aRootIsKeptForTwoLivesOfALeaf() throws Exception {
    CaRoot root = CaRoot.of(Fixtures.root(Fixtures.key()), "Consul", Fixtures.CLUSTER);
    Duration life = Duration.ofHours(10);
    Instant much = Fixtures.START.plus(Duration.ofDays(100));
    assertTrue(root.isNeeded(much, life));
    CaRoot former = root.rotatedOut(io.praetor.wire.GoTime.utc(Fixtures.START));
    assertFalse(former.active());
    assertTrue(former.isNeeded(Fixtures.START.plus(Duration.ofHours(20)), life));
    assertFalse(former.isNeeded(Fixtures.START.plus(Duration.ofHours(21)), life));
  }

  @Test
  void neverPrintsItsKey() throws Exception {
    KeyPair keys = Fixtures.key();
    assertFalse(
        Issuer.of(Fixtures.root(keys), PrivateKeys.pem(keys)).toString().contains("PRIVATE"));
  }

  @Test
  void datesAfter2049AreGeneralizedTime() {
    assertEquals(0x17, Der.time(Instant.parse("2049-12-31T23:59:59Z"))[0]);
    assertEquals(0x18, Der.time(Instant.parse("2050-01-01T00:00:00Z"))[0]);
  }
}
