// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the TLS settings of each protocol from its own block and the defaults block.
final class TlsBuilder {
  private static final List<String> VERSIONS =
      List.of("TLS_AUTO", "TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3");

  private static final Set<String> CIPHERS =
      Set.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final Draft draft;
  private final Settings settings;

  TlsBuilder(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
  }

  /// Refuses keys in protocols to which they mean nothing.
  void checkPlaces() throws RefusedException {
    if (settings.has("tls.grpc.verify_outgoing")) {
      throw new RefusedException("verify_outgoing is not valid in the tls.grpc stanza");
    }
    if (settings.has("tls.grpc.verify_server_hostname")
        || settings.has("tls.https.verify_server_hostname")) {
      throw new RefusedException(
          "verify_server_hostname is only valid in the tls.defaults and tls.internal_rpc stanzas");
    }
    if (settings.has("tls.defaults.use_auto_cert")
        || settings.has("tls.internal_rpc.use_auto_cert")
        || settings.has("tls.https.use_auto_cert")) {
      throw new RefusedException("use_auto_cert is only valid in the tls.grpc stanza");
    }
  }

  TlsConfig build() {
    String defaultVersion = version("defaults", "");
    List<String> defaultCiphers = ciphers("defaults", defaultVersion, List.of());
    Map<String, TlsConfig.Protocol> protocols = new LinkedHashMap<>();
    for (String name : List.of("internal_rpc", "https", "grpc")) {
      String version = version(name, defaultVersion);
      List<String> ciphers = ciphers(name, version, defaultCiphers);
      protocols.put(name, protocol(name, version.isEmpty() ? "TLSv1_2" : version, ciphers));
    }
    return new TlsConfig(
        java.util.Objects.requireNonNull(protocols.get("internal_rpc")),
        java.util.Objects.requireNonNull(protocols.get("https")),
        java.util.Objects.requireNonNull(protocols.get("grpc")),
        settings.bool("auto_encrypt.tls") || settings.bool("auto_config.enabled"));
  }

  private TlsConfig.Protocol protocol(String name, String version, List<String> ciphers) {
    boolean isRpc = name.equals("internal_rpc");
    boolean hostname = isRpc && bool(name, "verify_server_hostname");
    return new TlsConfig.Protocol(
        string(name, "ca_file"),
        string(name, "ca_path"),
        string(name, "cert_file"),
        string(name, "key_file"),
        version,
        ciphers,
        bool(name, "verify_incoming"),
        // A host name can only be checked in a certificate that is verified.
        !name.equals("grpc") && (bool(name, "verify_outgoing") || hostname),
        hostname,
        settings.bool("tls." + name + ".use_auto_cert"));
  }

  private String string(String protocol, String key) {
    return settings.string("tls." + protocol + "." + key, settings.string("tls.defaults." + key));
  }

  private boolean bool(String protocol, String key) {
    return settings.bool("tls." + protocol + "." + key, settings.bool("tls.defaults." + key));
  }

  private String version(String block, String absent) {
    String key = "tls." + block + ".tls_min_version";
    String version = settings.string(key);
    if (version.isEmpty()) {
      return absent;
    }
    if (!VERSIONS.contains(version)) {
      draft.fault(
          key
              + ": invalid TLS version: no matching TLS version found for "
              + version
              + ", please specify one of ["
              + String.join(", ", VERSIONS)
              + "]");
    }
    return version;
  }

  private List<String> ciphers(String block, String version, List<String> absent) {
    String key = "tls." + block + ".tls_cipher_suites";
    if (!settings.has(key)) {
      return version.equals("TLSv1_3") ? List.of() : absent;
    }
    String text = settings.string(key);
    if (text.isEmpty()) {
      return List.of();
    }
    if (version.equals("TLSv1_3")) {
      draft.fault(key + ": TLS 1.3 cipher suites are not configurable");
      return absent;
    }
    List<String> suites = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String suite : text.split(",", -1)) {
      (CIPHERS.contains(suite) ? suites : unknown).add(suite);
    }
    if (!unknown.isEmpty()) {
      draft.fault(
          key
              + ": invalid TLS cipher suites: no matching Consul Agent TLS cipher suite found for "
              + String.join(",", unknown));
    }
    return suites;
  }
}
