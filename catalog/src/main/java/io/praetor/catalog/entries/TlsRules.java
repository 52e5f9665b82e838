// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The versions and cipher suites of TLS that entries may name.
final class TlsRules {
  /// In rising order, behind the one that leaves it to Envoy.
  private static final List<String> VERSIONS =
      List.of("TLS_AUTO", "TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3");

  private static final Set<String> CIPHERS =
      Set.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_RSA_WITH_AES_256_CBC_SHA");

  private TlsRules() {}

  /// @param where stands before the text of a refusal
  static void check(String where, String min, String max, @Nullable List<String> ciphers) {
    version(where, min);
    version(where, max);
    int lowest = VERSIONS.indexOf(min);
    int highest = VERSIONS.indexOf(max);
    require(
        lowest < 1 || highest < 1 || lowest <= highest,
        where
            + "configuring max version "
            + max
            + " less than the configured min version "
            + min
            + " is invalid");
    for (String cipher : Forms.items(ciphers)) {
      require(
          CIPHERS.contains(cipher),
          where + "no matching Envoy TLS cipher suite found for " + cipher);
    }
    require(
        Forms.items(ciphers).isEmpty() || !min.equals("TLSv1_3"),
        where
            + "configuring CipherSuites is only applicable to connections negotiated with TLS 1.2 or"
            + " earlier, TLSMinVersion is set to "
            + min);
  }

  private static void version(String where, String version) {
    require(
        version.isEmpty() || VERSIONS.contains(version),
        where
            + "no matching TLS version found for "
            + version
            + ", please specify one of ["
            + String.join(", ", VERSIONS)
            + "]");
  }
}
