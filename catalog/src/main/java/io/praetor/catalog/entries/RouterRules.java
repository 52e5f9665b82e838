// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.count;
import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoQuote;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of service-router.
final class RouterRules {
  private static final Set<String> RETRY_CONDITIONS =
      Set.of(
          "5xx",
          "gateway-error",
          "reset",
          "reset-before-request",
          "connect-failure",
          "envoy-ratelimited",
          "retriable-4xx",
          "refused-stream",
          "cancelled",
          "deadline-exceeded",
          "internal",
          "resource-exhausted",
          "unavailable");

  private RouterRules() {}

  static ServiceRouter normal(ServiceRouter body) {
    List<ServiceRouter.Route> routes = body.routes();
    return routes == null
        ? body
        : new ServiceRouter(routes.stream().map(RouterRules::normal).toList());
  }

  private static ServiceRouter.Route normal(ServiceRouter.Route route) {
    ServiceRouter.HttpMatch http = http(route);
    if (http == null || http.methods() == null) {
      return route;
    }
    return new ServiceRouter.Route(
        new ServiceRouter.Match(
            new ServiceRouter.HttpMatch(
                http.pathExact(),
                http.pathPrefix(),
                http.pathRegex(),
                http.caseInsensitive(),
                http.header(),
                http.queryParam(),
                EntryRules.upper(http.methods()))),
        route.destination());
  }

  private static ServiceRouter.@Nullable HttpMatch http(ServiceRouter.Route route) {
    ServiceRouter.Match match = route.match();
    return match == null ? null : match.http();
  }

  static void check(ConfigEntry entry, ServiceRouter body) {
    EntryRules.name(entry);
    int at = 0;
    for (ServiceRouter.Route route : Forms.items(body.routes())) {
      check("Route[" + at++ + "]", route);
    }
  }

  private static void check(String where, ServiceRouter.Route route) {
    ServiceRouter.HttpMatch http = http(route);
    boolean path = false;
    if (http != null) {
      check(where, http);
      path = !http.pathExact().isEmpty() || !http.pathPrefix().isEmpty();
    }
    ServiceRouter.Destination destination = route.destination();
    if (destination == null) {
      return;
    }
    require(
        destination.prefixRewrite().isEmpty() || path,
        where
            + " cannot make use of PrefixRewrite without configuring either PathExact or PathPrefix");
    for (String condition : Forms.items(destination.retryOn())) {
      require(
          RETRY_CONDITIONS.contains(condition),
          where + " contains an invalid retry condition: " + GoQuote.quote(condition));
    }
  }

  private static void check(String where, ServiceRouter.HttpMatch http) {
    paths(where, http.pathExact(), http.pathPrefix(), http.pathRegex());
    int at = 0;
    for (ServiceRouter.HeaderMatch header : Forms.items(http.header())) {
      String here = where + " Header[" + at++ + "]";
      require(!header.name().isEmpty(), here + " missing required Name field");
      require(
          count(
                  header.present(),
                  !header.exact().isEmpty(),
                  !header.prefix().isEmpty(),
                  !header.suffix().isEmpty(),
                  !header.regex().isEmpty())
              == 1,
          here + " should only contain one of Present, Exact, Prefix, Suffix, or Regex");
    }
    at = 0;
    for (ServiceRouter.QueryMatch query : Forms.items(http.queryParam())) {
      String here = where + " QueryParam[" + at++ + "]";
      require(!query.name().isEmpty(), here + " missing required Name field");
      require(
          count(query.present(), !query.exact().isEmpty(), !query.regex().isEmpty()) == 1,
          here + " should only contain one of Present, Exact, or Regex");
    }
    EntryRules.methods(where + " Methods", Forms.items(http.methods()));
  }

  /// The three forms of a path, of which one may be given.
  private static void paths(String where, String exact, String prefix, String regex) {
    require(
        count(!exact.isEmpty(), !prefix.isEmpty(), !regex.isEmpty()) <= 1,
        where + " should only contain at most one of PathExact, PathPrefix, or PathRegex");
    slash(where + " PathExact", exact);
    slash(where + " PathPrefix", prefix);
  }

  static void slash(String what, String path) {
    require(
        path.isEmpty() || path.startsWith("/"),
        what + " doesn't start with '/': " + GoQuote.quote(path));
  }
}
