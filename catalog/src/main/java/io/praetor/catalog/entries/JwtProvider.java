// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Bytes;
import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who signs tokens, and how they are checked.
public record JwtProvider(
    @Nullable JsonWebKeySet jsonWebKeySet,
    String issuer,
    @Nullable List<String> audiences,
    @Nullable List<Location> locations,
    @Nullable Forwarding forwarding,
    int clockSkewSeconds,
    @Nullable CacheConfig cacheConfig)
    implements EntryBody {
  public static final Struct<JwtProvider> CODEC =
      Struct.<JwtProvider>named("JWTProviderConfigEntry")
          .omitEmpty("JSONWebKeySet", nullable(JsonWebKeySet.CODEC), JwtProvider::jsonWebKeySet)
          .omitEmpty("Issuer", STRING, JwtProvider::issuer)
          .omitEmpty("Audiences", nullable(list(STRING)), JwtProvider::audiences)
          .omitEmpty("Locations", nullable(list(Location.CODEC)), JwtProvider::locations)
          .omitEmpty("Forwarding", nullable(Forwarding.CODEC), JwtProvider::forwarding)
          .omitEmpty("ClockSkewSeconds", INT, JwtProvider::clockSkewSeconds)
          .omitEmpty("CacheConfig", nullable(CacheConfig.CODEC), JwtProvider::cacheConfig)
          .build(
              v ->
                  new JwtProvider(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));

  /// The keys, here or elsewhere.
  public record JsonWebKeySet(@Nullable LocalJwks local, @Nullable RemoteJwks remote) {
    public static final Struct<JsonWebKeySet> CODEC =
        Struct.<JsonWebKeySet>named("JSONWebKeySet")
            .omitEmpty("Local", nullable(LocalJwks.CODEC), JsonWebKeySet::local)
            .omitEmpty("Remote", nullable(RemoteJwks.CODEC), JsonWebKeySet::remote)
            .build(v -> new JsonWebKeySet(v.get(0), v.get(1)));
  }

  /// Keys in the entry, base64, or in a file on each proxy's host.
  public record LocalJwks(String jwks, String filename) {
    public static final Struct<LocalJwks> CODEC =
        Struct.<LocalJwks>named("LocalJWKS")
            .omitEmpty("JWKS", STRING, LocalJwks::jwks)
            .omitEmpty("Filename", STRING, LocalJwks::filename)
            .build(v -> new LocalJwks(v.get(0), v.get(1)));
  }

  /// Keys that proxies fetch.
  public record RemoteJwks(
      String uri,
      int requestTimeoutMs,
      Duration cacheDuration,
      boolean fetchAsynchronously,
      boolean useSni,
      @Nullable RetryPolicy retryPolicy,
      @Nullable JwksCluster jwksCluster) {
    public static final Struct<RemoteJwks> CODEC =
        Struct.<RemoteJwks>named("RemoteJWKS")
            .omitEmpty("URI", STRING, RemoteJwks::uri)
            .omitEmpty("RequestTimeoutMs", INT, RemoteJwks::requestTimeoutMs)
            .omitEmpty("CacheDuration", Forms.DURATION, RemoteJwks::cacheDuration)
            .omitEmpty("FetchAsynchronously", BOOL, RemoteJwks::fetchAsynchronously)
            .omitEmpty("UseSNI", BOOL, RemoteJwks::useSni)
            .omitEmpty("RetryPolicy", nullable(RetryPolicy.CODEC), RemoteJwks::retryPolicy)
            .omitEmpty("JWKSCluster", nullable(JwksCluster.CODEC), RemoteJwks::jwksCluster)
            .build(
                v ->
                    new RemoteJwks(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
  }

  /// How often fetching is tried.
  public record RetryPolicy(int numRetries, @Nullable BackOff retryPolicyBackOff) {
    public static final Struct<RetryPolicy> CODEC =
        Struct.<RetryPolicy>named("JWKSRetryPolicy")
            .omitEmpty("NumRetries", INT, RetryPolicy::numRetries)
            .omitEmpty(
                "RetryPolicyBackOff", nullable(BackOff.CODEC), RetryPolicy::retryPolicyBackOff)
            .build(v -> new RetryPolicy(v.get(0), v.get(1)));
  }

  /// How long between tries.
  public record BackOff(Duration baseInterval, Duration maxInterval) {
    public static final Struct<BackOff> CODEC =
        Struct.<BackOff>named("RetryPolicyBackOff")
            .omitEmpty("BaseInterval", Forms.DURATION, BackOff::baseInterval)
            .omitEmpty("MaxInterval", Forms.DURATION, BackOff::maxInterval)
            .build(v -> new BackOff(v.get(0), v.get(1)));
  }

  /// How the server of the keys is found.
  public record JwksCluster(
      String discoveryType, @Nullable TlsCertificate tlsCertificates, Duration connectTimeout) {
    public static final Struct<JwksCluster> CODEC =
        Struct.<JwksCluster>named("JWKSCluster")
            .omitEmpty("DiscoveryType", STRING, JwksCluster::discoveryType)
            .omitEmpty(
                "TLSCertificates", nullable(TlsCertificate.CODEC), JwksCluster::tlsCertificates)
            .omitEmpty("ConnectTimeout", Forms.DURATION, JwksCluster::connectTimeout)
            .build(v -> new JwksCluster(v.get(0), v.get(1), v.get(2)));
  }

  /// What the server's certificate is checked by.
  public record TlsCertificate(
      @Nullable CertProvider caCertificateProviderInstance, @Nullable TrustedCa trustedCa) {
    public static final Struct<TlsCertificate> CODEC =
        Struct.<TlsCertificate>named("JWKSTLSCertificate")
            .omitEmpty(
                "CaCertificateProviderInstance",
                nullable(CertProvider.CODEC),
                TlsCertificate::caCertificateProviderInstance)
            .omitEmpty("TrustedCA", nullable(TrustedCa.CODEC), TlsCertificate::trustedCa)
            .build(v -> new TlsCertificate(v.get(0), v.get(1)));
  }

  /// A provider that Envoy knows.
  public record CertProvider(String instanceName, String certificateName) {
    public static final Struct<CertProvider> CODEC =
        Struct.<CertProvider>named("JWKSTLSCertProviderInstance")
            .omitEmpty("InstanceName", STRING, CertProvider::instanceName)
            .omitEmpty("CertificateName", STRING, CertProvider::certificateName)
            .build(v -> new CertProvider(v.get(0), v.get(1)));
  }

  /// One source of a certificate.
  public record TrustedCa(
      String filename, String environmentVariable, String inlineString, Bytes inlineBytes) {
    public static final Struct<TrustedCa> CODEC =
        Struct.<TrustedCa>named("JWKSTLSCertTrustedCA")
            .omitEmpty("Filename", STRING, TrustedCa::filename)
            .omitEmpty("EnvironmentVariable", STRING, TrustedCa::environmentVariable)
            .omitEmpty("InlineString", STRING, TrustedCa::inlineString)
            .omitEmpty("InlineBytes", BYTES, TrustedCa::inlineBytes)
            .build(v -> new TrustedCa(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// Where in a request the token is; one of the three.
  public record Location(
      @Nullable HeaderLocation header,
      @Nullable NamedLocation queryParam,
      @Nullable NamedLocation cookie) {
    public static final Struct<Location> CODEC =
        Struct.<Location>named("JWTLocation")
            .omitEmpty("Header", nullable(HeaderLocation.CODEC), Location::header)
            .omitEmpty("QueryParam", nullable(NamedLocation.CODEC), Location::queryParam)
            .omitEmpty("Cookie", nullable(NamedLocation.CODEC), Location::cookie)
            .build(v -> new Location(v.get(0), v.get(1), v.get(2)));
  }

  /// A header, and what stands before the token in it.
  public record HeaderLocation(String name, String valuePrefix, boolean forward) {
    public static final Struct<HeaderLocation> CODEC =
        Struct.<HeaderLocation>named("JWTLocationHeader")
            .omitEmpty("Name", STRING, HeaderLocation::name)
            .omitEmpty("ValuePrefix", STRING, HeaderLocation::valuePrefix)
            .omitEmpty("Forward", BOOL, HeaderLocation::forward)
            .build(v -> new HeaderLocation(v.get(0), v.get(1), v.get(2)));
  }

  /// A query parameter or a cookie.
  public record NamedLocation(String name) {
    public static final Struct<NamedLocation> CODEC =
        Struct.<NamedLocation>named("JWTLocationQueryParam")
            .omitEmpty("Name", STRING, NamedLocation::name)
            .build(v -> new NamedLocation(v.get(0)));
  }

  /// The header that the token's payload is passed on in.
  public record Forwarding(String headerName, boolean padForwardPayloadHeader) {
    public static final Struct<Forwarding> CODEC =
        Struct.<Forwarding>named("JWTForwardingConfig")
            .omitEmpty("HeaderName", STRING, Forwarding::headerName)
            .field("PadForwardPayloadHeader", BOOL, Forwarding::padForwardPayloadHeader)
            .build(v -> new Forwarding(v.get(0), v.get(1)));
  }

  /// How many tokens are remembered.
  public record CacheConfig(int size) {
    public static final Struct<CacheConfig> CODEC =
        Struct.<CacheConfig>named("JWTCacheConfig")
            .omitEmpty("Size", INT, CacheConfig::size)
            .build(v -> new CacheConfig(v.get(0)));
  }
}
