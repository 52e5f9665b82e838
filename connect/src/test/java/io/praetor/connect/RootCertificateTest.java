// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootCertificateTest {
  private static final String CLUSTER = "b1a71708-1bf4-f8fe-013c-54beafd9dd46";
  private static final Instant START = Instant.parse("2026-11-25T21:38:28Z");

  private final RootCertificate root =
      RootCertificate.create(
          new SecureRandom(),
          CLUSTER + ".consul",
          RootCertificate.commonName("1hr5u478", CLUSTER),
          7,
          START,
          START.plus(Duration.ofHours(87600)));

  @Test
  void isWhatConsulMakesOfTheSameNames() throws Exception {
    X509Certificate parsed = parse();

    assertEquals(
        "CN=pri-1hr5u478.consul.ca.b1a71708.consul", parsed.getSubjectX500Principal().getName());
    assertEquals(7, parsed.getSerialNumber().longValueExact());
    assertEquals(Date.from(START), parsed.getNotBefore());
    assertEquals("SHA256withECDSA", parsed.getSigAlgName());
    assertEquals(
        List.of(List.of(6, "spiffe://" + CLUSTER + ".consul")),
        List.copyOf(parsed.getSubjectAlternativeNames()));
    assertArrayEquals(
        new boolean[] {true, false, false, false, false, true, true, false, false},
        Arrays.copyOf(parsed.getKeyUsage(), 9));
    assertTrue(parsed.getBasicConstraints() >= 0);
  }

  @Test
  void itsOwnKeyVerifiesIt() throws Exception {
    X509Certificate parsed = parse();
    parsed.verify(parsed.getPublicKey());
  }

  @Test
  void neverPrintsItsKey() {
    assertFalse(root.toString().contains("PRIVATE"));
  }

  @Test
  void datesAfter2049AreGeneralizedTime() {
    assertEquals(0x17, Der.time(Instant.parse("2049-12-31T23:59:59Z"))[0]);
    assertEquals(0x18, Der.time(Instant.parse("2050-01-01T00:00:00Z"))[0]);
  }

  private X509Certificate parse() throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(root.pem().getBytes(StandardCharsets.US_ASCII)));
  }
}
