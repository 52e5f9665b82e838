// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoQuote;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of http-route.
final class HttpRouteRules {
  private static final Set<String> HEADER_MATCHES =
      Set.of("present", "exact", "prefix", "suffix", "regex");
  private static final Set<String> QUERY_MATCHES = Set.of("present", "exact", "regex");

  private HttpRouteRules() {}

  static HttpRoute normal(HttpRoute body) {
    List<HttpRoute.Rule> rules = body.rules();
    return new HttpRoute(
        ParentRules.normal(body.parents()),
        rules == null ? null : rules.stream().map(HttpRouteRules::normal).toList(),
        body.hostnames(),
        RouteStatus.NONE);
  }

  private static HttpRoute.Rule normal(HttpRoute.Rule rule) {
    return new HttpRoute.Rule(
        rule.filters(), rule.responseFilters(), matches(rule.matches()), services(rule.services()));
  }

  private static @Nullable List<HttpRoute.Match> matches(@Nullable List<HttpRoute.Match> matches) {
    return matches == null
        ? null
        : matches.stream()
            .map(
                match ->
                    new HttpRoute.Match(
                        match.headers(),
                        match.method().toUpperCase(Locale.ROOT),
                        path(match.path()),
                        match.query()))
            .toList();
  }

  private static HttpRoute.PathMatch path(HttpRoute.PathMatch path) {
    if (!path.match().isEmpty()) {
      return path;
    }
    return new HttpRoute.PathMatch("prefix", path.value().isEmpty() ? "/" : path.value());
  }

  private static @Nullable List<HttpRoute.Service> services(
      @Nullable List<HttpRoute.Service> services) {
    return services == null
        ? null
        : services.stream()
            .map(
                service ->
                    new HttpRoute.Service(
                        service.name(),
                        service.weight() <= 0 ? 1 : service.weight(),
                        service.filters(),
                        service.responseFilters()))
            .toList();
  }

  static void check(ConfigEntry entry, HttpRoute body) {
    for (String host : Forms.items(body.hostnames())) {
      String quoted = GoQuote.quote(host);
      require(!host.contains("*"), "host " + quoted + " must not be a wildcard");
      require(!host.isEmpty(), "host " + quoted + " must be a valid DNS hostname");
    }
    ParentRules.check(body.parents());
    int at = 0;
    for (HttpRoute.Rule rule : Forms.items(body.rules())) {
      int i = 0;
      for (HttpRoute.Match match : Forms.items(rule.matches())) {
        match("Rule[" + at + "], Match[" + i++ + "], ", match);
      }
      at++;
    }
    EntryRules.storedName(entry);
  }

  private static void match(String where, HttpRoute.Match match) {
    require(
        match.method().isEmpty() || EntryRules.HTTP_METHODS.contains(match.method()),
        where + "Method contains an invalid method " + GoQuote.quote(match.method()));
    int at = 0;
    for (HttpRoute.ValueMatch header : Forms.items(match.headers())) {
      String here = where + "Headers[" + at++ + "], ";
      require(!header.name().isEmpty(), here + "missing required Name field");
      require(
          HEADER_MATCHES.contains(header.match()),
          here + "match type should be one of present, exact, prefix, suffix, or regex");
    }
    at = 0;
    for (HttpRoute.QueryMatch query : Forms.items(match.query())) {
      String here = where + "Query[" + at++ + "], ";
      require(!query.name().isEmpty(), here + "missing required Name field");
      require(
          QUERY_MATCHES.contains(query.match()),
          here + "match type should be one of present, exact, or regex");
    }
    path(where + "Path, ", match.path());
  }

  private static void path(String where, HttpRoute.PathMatch path) {
    switch (path.match()) {
      case "exact", "prefix" ->
          require(
              path.value().startsWith("/"),
              where
                  + path.match()
                  + " type match doesn't start with '/': "
                  + GoQuote.quote(path.value()));
      case "regex" -> {}
      default ->
          throw new EntryException(where + "match type should be one of exact, prefix, or regex");
    }
  }
}
