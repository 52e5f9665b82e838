// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.count;
import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoQuote;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of service-intentions: sources get their precedence by how exact the names are, and are
/// kept in that order.
final class IntentionRules {
  private static final String ANY = "*";
  private static final String CONSUL = "consul";
  private static final int MAX_DESCRIPTION = 512;
  private static final int BOTH_EXACT = 9;
  private static final int ANY_SOURCE = 8;
  private static final int ANY_DESTINATION = 6;
  private static final int BOTH_ANY = 5;

  private IntentionRules() {}

  static ServiceIntentions normal(String destination, ServiceIntentions body) {
    List<ServiceIntentions.Source> sources = body.sources();
    return sources == null
        ? body
        : new ServiceIntentions(
            sources.stream()
                .map(source -> normal(destination, source))
                .sorted(Comparator.comparingInt(ServiceIntentions.Source::precedence).reversed())
                .toList(),
            body.jwt());
  }

  private static ServiceIntentions.Source normal(
      String destination, ServiceIntentions.Source source) {
    List<ServiceIntentions.Permission> permissions = source.permissions();
    return new ServiceIntentions.Source(
        source.name(),
        source.action(),
        permissions == null ? null : permissions.stream().map(IntentionRules::normal).toList(),
        precedence(source.name(), destination),
        source.legacyId(),
        source.type().isEmpty() ? CONSUL : source.type(),
        source.description(),
        source.legacyMeta(),
        source.legacyCreateTime(),
        source.legacyUpdateTime(),
        source.peer(),
        source.samenessGroup());
  }

  /// Consul's number for how exact an intention is: the greater one decides.
  static int precedence(String source, String destination) {
    if (destination.equals(ANY)) {
      return source.equals(ANY) ? BOTH_ANY : ANY_DESTINATION;
    }
    return source.equals(ANY) ? ANY_SOURCE : BOTH_EXACT;
  }

  private static ServiceIntentions.Permission normal(ServiceIntentions.Permission permission) {
    ServiceIntentions.HttpPermission http = permission.http();
    if (http == null || http.methods() == null) {
      return permission;
    }
    return new ServiceIntentions.Permission(
        permission.action(),
        new ServiceIntentions.HttpPermission(
            http.pathExact(),
            http.pathPrefix(),
            http.pathRegex(),
            http.header(),
            EntryRules.upper(http.methods())),
        permission.jwt());
  }

  static void check(ConfigEntry entry, ServiceIntentions body) {
    EntryRules.name(entry);
    name("Name", entry.name());
    providers(body.jwt());
    List<ServiceIntentions.Source> sources = Forms.items(body.sources());
    require(!sources.isEmpty(), "At least one source is required");
    Set<List<String>> seen = new HashSet<>();
    int at = 0;
    for (ServiceIntentions.Source source : sources) {
      String where = "Sources[" + at++ + "]";
      source(where, entry.name(), source);
      require(
          seen.add(List.of(source.peer(), source.name())),
          where
              + " defines "
              + (source.peer().isEmpty() ? "" : "peer(" + GoQuote.quote(source.peer()) + ") ")
              + GoQuote.quote(source.name())
              + " more than once");
    }
  }

  private static void name(String where, String name) {
    require(
        name.equals(ANY) || !name.contains(ANY),
        where + ": wildcard character '*' cannot be used with partial values");
  }

  private static void providers(ServiceIntentions.@Nullable JwtRequirement jwt) {
    if (jwt == null) {
      return;
    }
    for (ServiceIntentions.JwtClaims provider : Forms.items(jwt.providers())) {
      if (provider.name().isEmpty()) {
        throw EntryException.of(List.of("JWT provider name is required"));
      }
    }
  }

  private static void source(String where, String destination, ServiceIntentions.Source source) {
    require(!source.name().isEmpty(), where + ".Name is required");
    name(where + ".Name", source.name());
    require(!source.peer().contains(ANY), where + ".Peer: cannot use wildcard '*' in peer");
    require(
        source.samenessGroup().isEmpty(),
        where + ".SamenessGroup: Sameness groups are a Consul Enterprise feature. ");
    require(Forms.pairs(source.legacyMeta()).isEmpty(), where + ".LegacyMeta must be omitted");
    List<ServiceIntentions.Permission> permissions = Forms.items(source.permissions());
    if (permissions.isEmpty()) {
      action(where, source.action());
    } else {
      require(
          source.action().isEmpty(),
          where + ".Action must be omitted if Permissions are specified");
      require(
          !destination.equals(ANY),
          where + ".Permissions cannot be specified on intentions with wildcarded destinations");
    }
    require(source.type().equals(CONSUL), where + ".Type must be set to 'consul'");
    require(
        EntryRules.bytes(source.description()) <= MAX_DESCRIPTION,
        where + ".Description exceeds maximum length " + MAX_DESCRIPTION);
    int at = 0;
    for (ServiceIntentions.Permission permission : permissions) {
      permission(where + ".Permissions[" + at++ + "]", permission);
    }
  }

  private static void action(String where, String action) {
    require(
        action.equals("allow") || action.equals("deny"),
        where + ".Action must be set to 'allow' or 'deny'");
  }

  private static void permission(String where, ServiceIntentions.Permission permission) {
    action(where, permission.action());
    providers(permission.jwt());
    ServiceIntentions.HttpPermission http = permission.http();
    if (http == null) {
      throw new EntryException(where + ".HTTP is required");
    }
    String here = where + ".HTTP";
    boolean empty =
        count(
                !http.pathExact().isEmpty(),
                !http.pathPrefix().isEmpty(),
                !http.pathRegex().isEmpty(),
                !Forms.items(http.header()).isEmpty(),
                !Forms.items(http.methods()).isEmpty())
            == 0;
    require(
        count(
                !http.pathExact().isEmpty(),
                !http.pathPrefix().isEmpty(),
                !http.pathRegex().isEmpty())
            <= 1,
        here + " should only contain at most one of PathExact, PathPrefix, or PathRegex");
    RouterRules.slash(here + ".PathExact", http.pathExact());
    RouterRules.slash(here + ".PathPrefix", http.pathPrefix());
    int at = 0;
    for (ServiceIntentions.HeaderPermission header : Forms.items(http.header())) {
      header(here + ".Header[" + at++ + "]", header);
    }
    EntryRules.methods(here + ".Methods", Forms.items(http.methods()));
    require(!empty, here + " should not be empty");
  }

  private static void header(String where, ServiceIntentions.HeaderPermission header) {
    require(!header.name().isEmpty(), where + " missing required Name field");
    require(
        count(
                header.present(),
                !header.exact().isEmpty(),
                !header.prefix().isEmpty(),
                !header.suffix().isEmpty(),
                !header.contains().isEmpty(),
                !header.regex().isEmpty())
            == 1,
        where + " should only contain one of Present, Exact, Prefix, Suffix, Contains, or Regex");
    require(
        !header.ignoreCase() || (!header.present() && header.regex().isEmpty()),
        where + " should set one of Exact, Prefix, Suffix, or Contains when using IgnoreCase");
  }
}
