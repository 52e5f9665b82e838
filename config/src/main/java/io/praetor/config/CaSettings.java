// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Provider settings of the certificate authority, from the names in files to the names that the
/// API and the replicated state use. Names that are not listed pass as they are.
final class CaSettings {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("private_key", "PrivateKey"),
          Map.entry("root_cert", "RootCert"),
          Map.entry("leaf_cert_ttl", "LeafCertTTL"),
          Map.entry("csr_max_per_second", "CSRMaxPerSecond"),
          Map.entry("csr_max_concurrent", "CSRMaxConcurrent"),
          Map.entry("private_key_type", "PrivateKeyType"),
          Map.entry("private_key_bits", "PrivateKeyBits"),
          Map.entry("root_cert_ttl", "RootCertTTL"),
          Map.entry("intermediate_cert_ttl", "IntermediateCertTTL"),
          Map.entry("address", "Address"),
          Map.entry("token", "Token"),
          Map.entry("root_pki_path", "RootPKIPath"),
          Map.entry("root_pki_namespace", "RootPKINamespace"),
          Map.entry("intermediate_pki_path", "IntermediatePKIPath"),
          Map.entry("intermediate_pki_namespace", "IntermediatePKINamespace"),
          Map.entry("ca_file", "CAFile"),
          Map.entry("ca_path", "CAPath"),
          Map.entry("cert_file", "CertFile"),
          Map.entry("key_file", "KeyFile"),
          Map.entry("tls_server_name", "TLSServerName"),
          Map.entry("tls_skip_verify", "TLSSkipVerify"),
          Map.entry("existing_arn", "ExistingARN"),
          Map.entry("delete_on_exit", "DeleteOnExit"));

  private CaSettings() {}

  static Map<String, Object> translated(Map<String, Object> settings) {
    Map<String, Object> translated = new LinkedHashMap<>();
    settings.forEach((key, value) -> translated.put(NAMES.getOrDefault(key, key), value));
    return Collections.unmodifiableMap(translated);
  }
}
