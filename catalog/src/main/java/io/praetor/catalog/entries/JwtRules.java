// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.count;
import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// The rules of jwt-provider.
final class JwtRules {
  private static final int DEFAULT_CLOCK_SKEW_SECONDS = 30;
  private static final Set<String> DISCOVERY =
      Set.of("", "STRICT_DNS", "STATIC", "LOGICAL_DNS", "EDS", "ORIGINAL_DST");

  private JwtRules() {}

  static JwtProvider normal(JwtProvider body) {
    return body.clockSkewSeconds() != 0
        ? body
        : new JwtProvider(
            body.jsonWebKeySet(),
            body.issuer(),
            body.audiences(),
            body.locations(),
            body.forwarding(),
            DEFAULT_CLOCK_SKEW_SECONDS,
            body.cacheConfig());
  }

  static void check(ConfigEntry entry, JwtProvider body) {
    EntryRules.name(entry);
    JwtProvider.JsonWebKeySet keys = body.jsonWebKeySet();
    if (keys == null) {
      throw new EntryException("JSONWebKeySet is required");
    }
    require(
        count(keys.local() != null, keys.remote() != null) == 1,
        "must specify exactly one of Local or Remote JSON Web key set");
    if (keys.local() != null) {
      local(keys.local());
    } else if (keys.remote() != null) {
      remote(keys.remote());
    }
    List<String> faults = new ArrayList<>();
    Forms.items(body.locations()).forEach(location -> location(location, faults));
    if (!faults.isEmpty()) {
      throw EntryException.of(faults);
    }
    require(
        body.forwarding() == null || !body.forwarding().headerName().isEmpty(),
        "Header name required for forwarding config");
  }

  private static void local(JwtProvider.LocalJwks keys) {
    require(
        count(!keys.jwks().isEmpty(), !keys.filename().isEmpty()) == 1,
        "must specify exactly one of String or filename for local keyset");
    try {
      Base64.getDecoder().decode(keys.jwks());
    } catch (IllegalArgumentException e) {
      throw new EntryException("JWKS must be valid base64 encoded string");
    }
  }

  private static void remote(JwtProvider.RemoteJwks keys) {
    require(!keys.uri().isEmpty(), "Remote JWKS URI is required");
    int colon = keys.uri().indexOf(':');
    String fault =
        colon == 0
            ? "missing protocol scheme"
            : colon < 0 && !keys.uri().startsWith("/") ? "invalid URI for request" : "";
    require(
        fault.isEmpty(),
        "Remote JWKS URI is invalid: parse "
            + GoQuote.quote(keys.uri())
            + ": "
            + fault
            + ", uri: "
            + keys.uri());
    JwtProvider.RetryPolicy retry = keys.retryPolicy();
    JwtProvider.BackOff back = retry == null ? null : retry.retryPolicyBackOff();
    require(
        back == null
            || back.maxInterval().isZero()
            || back.baseInterval().compareTo(back.maxInterval()) <= 0,
        "retry policy backoff's MaxInterval should be greater or equal to BaseInterval");
    JwtProvider.JwksCluster cluster = keys.jwksCluster();
    if (cluster != null) {
      cluster(cluster);
    }
  }

  private static void cluster(JwtProvider.JwksCluster cluster) {
    require(
        DISCOVERY.contains(cluster.discoveryType()),
        "unsupported jwks cluster discovery type: " + GoQuote.quote(cluster.discoveryType()));
    JwtProvider.TlsCertificate tls = cluster.tlsCertificates();
    if (tls == null) {
      return;
    }
    require(
        count(tls.caCertificateProviderInstance() != null, tls.trustedCa() != null) == 1,
        "must specify exactly one of: CaCertificateProviderInstance or TrustedCA for JKWS'"
            + " TLSCertificates");
    JwtProvider.TrustedCa ca = tls.trustedCa();
    require(
        ca == null
            || count(
                    !ca.filename().isEmpty(),
                    !ca.environmentVariable().isEmpty(),
                    !ca.inlineString().isEmpty(),
                    !ca.inlineBytes().isEmpty())
                == 1,
        "must specify exactly one of: Filename, EnvironmentVariable, InlineString or InlineBytes for"
            + " JWKS' TrustedCA");
  }

  private static void location(JwtProvider.Location location, List<String> faults) {
    JwtProvider.HeaderLocation header = location.header();
    JwtProvider.NamedLocation query = location.queryParam();
    JwtProvider.NamedLocation cookie = location.cookie();
    if (count(header != null, query != null, cookie != null) != 1) {
      faults.add("must set exactly one of: JWT location header, query param or cookie");
    } else if (header != null && header.name().isEmpty()) {
      faults.add("JWT location header name must be specified");
    } else if (query != null && query.name().isEmpty()) {
      faults.add("JWT location query param name must be specified");
    } else if (cookie != null && cookie.name().isEmpty()) {
      faults.add("JWT location cookie name must be specified");
    }
  }
}
