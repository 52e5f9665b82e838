// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.TIME;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.GoTime;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who may call a service.
public record ServiceIntentions(@Nullable List<Source> sources, @Nullable JwtRequirement jwt)
    implements EntryBody {
  public static final Struct<ServiceIntentions> CODEC =
      Struct.<ServiceIntentions>named("ServiceIntentionsConfigEntry")
          .field("Sources", nullable(list(Source.CODEC)), ServiceIntentions::sources)
          .omitEmpty("JWT", nullable(JwtRequirement.CODEC), ServiceIntentions::jwt)
          .build(v -> new ServiceIntentions(v.get(0), v.get(1)));

  /// What holds for one caller.
  public record Source(
      String name,
      String action,
      @Nullable List<Permission> permissions,
      int precedence,
      String legacyId,
      String type,
      String description,
      @Nullable Map<String, String> legacyMeta,
      @Nullable GoTime legacyCreateTime,
      @Nullable GoTime legacyUpdateTime,
      String peer,
      String samenessGroup) {
    public static final Struct<Source> CODEC =
        Struct.<Source>named("SourceIntention")
            .field("Name", STRING, Source::name)
            .omitEmpty("Action", STRING, Source::action)
            .omitEmpty("Permissions", nullable(list(Permission.CODEC)), Source::permissions)
            .field("Precedence", INT, Source::precedence)
            .omitEmpty("LegacyID", STRING, Source::legacyId)
            .field("Type", STRING, Source::type)
            .omitEmpty("Description", STRING, Source::description)
            .omitEmpty("LegacyMeta", Forms.TEXTS, Source::legacyMeta)
            .omitEmpty("LegacyCreateTime", nullable(TIME), Source::legacyCreateTime)
            .omitEmpty("LegacyUpdateTime", nullable(TIME), Source::legacyUpdateTime)
            .omitEmpty("Peer", STRING, Source::peer)
            .omitEmpty("SamenessGroup", STRING, Source::samenessGroup)
            .build(
                v ->
                    new Source(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                        v.get(7), v.get(8), v.get(9), v.get(10), v.get(11)));
  }

  /// What holds for some requests of the caller; the first that matches decides.
  public record Permission(
      String action, @Nullable HttpPermission http, @Nullable JwtRequirement jwt) {
    public static final Struct<Permission> CODEC =
        Struct.<Permission>named("IntentionPermission")
            .field("Action", STRING, Permission::action)
            .omitEmpty("HTTP", nullable(HttpPermission.CODEC), Permission::http)
            .omitEmpty("JWT", nullable(JwtRequirement.CODEC), Permission::jwt)
            .build(v -> new Permission(v.get(0), v.get(1), v.get(2)));
  }

  /// Which HTTP requests.
  public record HttpPermission(
      String pathExact,
      String pathPrefix,
      String pathRegex,
      @Nullable List<HeaderPermission> header,
      @Nullable List<String> methods) {
    public static final Struct<HttpPermission> CODEC =
        Struct.<HttpPermission>named("IntentionHTTPPermission")
            .omitEmpty("PathExact", STRING, HttpPermission::pathExact)
            .omitEmpty("PathPrefix", STRING, HttpPermission::pathPrefix)
            .omitEmpty("PathRegex", STRING, HttpPermission::pathRegex)
            .omitEmpty("Header", nullable(list(HeaderPermission.CODEC)), HttpPermission::header)
            .omitEmpty("Methods", nullable(list(STRING)), HttpPermission::methods)
            .build(v -> new HttpPermission(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
  }

  /// What a header must be.
  public record HeaderPermission(
      String name,
      boolean present,
      String exact,
      String prefix,
      String suffix,
      String contains,
      String regex,
      boolean invert,
      boolean ignoreCase) {
    public static final Struct<HeaderPermission> CODEC =
        Struct.<HeaderPermission>named("IntentionHTTPHeaderPermission")
            .field("Name", STRING, HeaderPermission::name)
            .omitEmpty("Present", BOOL, HeaderPermission::present)
            .omitEmpty("Exact", STRING, HeaderPermission::exact)
            .omitEmpty("Prefix", STRING, HeaderPermission::prefix)
            .omitEmpty("Suffix", STRING, HeaderPermission::suffix)
            .omitEmpty("Contains", STRING, HeaderPermission::contains)
            .omitEmpty("Regex", STRING, HeaderPermission::regex)
            .omitEmpty("Invert", BOOL, HeaderPermission::invert)
            .omitEmpty("IgnoreCase", BOOL, HeaderPermission::ignoreCase)
            .build(
                v ->
                    new HeaderPermission(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                        v.get(7), v.get(8)));
  }

  /// The tokens of which a request must carry one.
  public record JwtRequirement(@Nullable List<JwtClaims> providers) {
    public static final Struct<JwtRequirement> CODEC =
        Struct.<JwtRequirement>named("IntentionJWTRequirement")
            .omitEmpty("Providers", nullable(list(JwtClaims.CODEC)), JwtRequirement::providers)
            .build(v -> new JwtRequirement(v.get(0)));
  }

  /// A provider, and claims that its token must make.
  public record JwtClaims(String name, @Nullable List<ClaimVerification> verifyClaims) {
    public static final Struct<JwtClaims> CODEC =
        Struct.<JwtClaims>named("IntentionJWTProvider")
            .omitEmpty("Name", STRING, JwtClaims::name)
            .omitEmpty(
                "VerifyClaims", nullable(list(ClaimVerification.CODEC)), JwtClaims::verifyClaims)
            .build(v -> new JwtClaims(v.get(0), v.get(1)));
  }

  /// A claim by its path, and its value.
  public record ClaimVerification(@Nullable List<String> path, String value) {
    public static final Struct<ClaimVerification> CODEC =
        Struct.<ClaimVerification>named("IntentionJWTClaimVerification")
            .omitEmpty("Path", nullable(list(STRING)), ClaimVerification::path)
            .omitEmpty("Value", STRING, ClaimVerification::value)
            .build(v -> new ClaimVerification(v.get(0), v.get(1)));
  }
}
