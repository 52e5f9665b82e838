// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderSettingsTest {
  /// The name under which a real server keeps the state of its first authority, from its log.
  @Test
  void theStateHasTheNameThatRealServersGiveIt() throws Exception {
    assertEquals(
        "fb:50:9b:45:1a:65:15:c1:68:57:73:5f:da:cd:b8:0d:0f:e2:26:eb:68:66:43:11:85:9d:67:a9:7a:56:"
            + "9c:b9",
        ProviderSettings.of(Map.of("LeafCertTTL", "48h")).stateId(true));
  }

  @Test
  void namesAndTypesAreTakenLoosely() throws Exception {
    ProviderSettings settings =
        ProviderSettings.of(
            Map.of(
                "leafcertttl",
                "2h",
                "IntermediateCertTTL",
                Duration.ofHours(9).toNanos(),
                "CSRMaxPerSecond",
                "0.5",
                "csrmaxconcurrent",
                3L,
                "leaf_cert_ttl",
                "1s",
                "unknown",
                true));
    assertEquals(Duration.ofHours(2), settings.leafTtl());
    assertEquals(Duration.ofHours(9), settings.intermediateTtl());
    assertEquals(Duration.ofDays(3650), settings.rootTtl());
    assertEquals(0.5, settings.csrMaxPerSecond());
    assertEquals(3, settings.csrMaxConcurrent());
    assertEquals(50, ProviderSettings.of(Map.of()).csrMaxPerSecond());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LeafCertTTL|1m|leaf cert TTL must be greater or equal than 1h0m0s",
        "LeafCertTTL|9000h|leaf cert TTL must be less than 8760h0m0s",
        "LeafCertTTL|4000h|Intermediate Cert TTL must be greater or equal than 3 * LeafCertTTL"
            + " (>=12000h0m0s).",
        "IntermediateCertTTL|1h|Intermediate Cert TTL must be greater or equal than 3h",
        "PrivateKeyType|dsa|private key type must be either 'ec' or 'rsa'",
        "PrivateKeyBits|100|EC key length must be one of (224, 256, 384, 521) bits",
        "RootCert|x|must provide a private key when providing a root cert"
      })
  void theseAreRefusedInConsulsWords(String name, String value, String text) {
    assertEquals(
        text,
        assertThrows(InvalidRequestException.class, () -> ProviderSettings.of(Map.of(name, value)))
            .text());
  }

  @Test
  void neverPrintsItsKey() throws Exception {
    assertFalse(ProviderSettings.of(Map.of("PrivateKey", "secret")).toString().contains("secret"));
  }
}
