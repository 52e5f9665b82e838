// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.connect.AgentCertificates.Authority;
import io.praetor.connect.AgentCertificates.LeafWish;
import io.praetor.connect.AgentCertificates.Usage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSecretTest {
  private static final String SECRET = "9yBl9yzmkTqaS3Z4Yx0c2m4p1QWq8dYtq0Zs1kq5E6w=";

  /// The figures are OpenSSL's, not ours: `openssl kdf` for both, and the remainder of the 48 bytes by the order of the curve
  /// less one, and one. A change of them would part the members of different versions.
  @Test
  void whatComesOutOfASecretNeverChanges() {
    ClusterSecret secret = ClusterSecret.of(SECRET);
    assertEquals(
        "c4b89b0d53593a0df7dd7f8bb682cbd2f7e9dff9609e395d2a1e4d1d43ca265c",
        HexFormat.of().formatHex(secret.gossipKey()));
    assertEquals(
        "59e9f73247c1af7f7b5980c1c4a85e303fd6c627dffb7edd1de6123247b34a03",
        ((ECPrivateKey) secret.authority().key()).getS().toString(16));
  }

  @Test
  void twoMembersTrustEachOthersCertificates() throws Exception {
    Authority here = ClusterSecret.of(SECRET).authority();
    Authority there = ClusterSecret.of(SECRET).authority();
    assertArrayEquals(
        here.certificate().getTBSCertificate(), there.certificate().getTBSCertificate());
    Instant now = Instant.parse("2026-11-26T01:00:00Z");
    LeafWish wish =
        new LeafWish(
            "server.dc1.consul",
            List.of("server.dc1.consul"),
            List.of(),
            List.of(Usage.SERVER),
            now,
            now.plusSeconds(60));
    X509Certificate leaf =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        AgentCertificates.leaf(here, wish, new SecureRandom())
                            .certificate()
                            .getBytes(StandardCharsets.US_ASCII)));
    leaf.verify(there.certificate().getPublicKey());
    assertEquals(there.certificate().getSubjectX500Principal(), leaf.getIssuerX500Principal());
  }

  @Test
  void anotherSecretIsAnotherCluster() {
    ClusterSecret one = ClusterSecret.of(SECRET);
    ClusterSecret other = ClusterSecret.of(SECRET.replace('9', '8'));
    assertFalse(Arrays.equals(one.gossipKey(), other.gossipKey()));
    assertFalse(
        one.authority()
            .certificate()
            .getPublicKey()
            .equals(other.authority().certificate().getPublicKey()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "0123456789abcdefghijklmnopqrstu",
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbb"
      })
  void refusesWhatCanBeGuessed(String guessable) {
    assertThrows(IllegalArgumentException.class, () -> ClusterSecret.of(guessable));
  }
}
