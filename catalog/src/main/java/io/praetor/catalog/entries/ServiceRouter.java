// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends the HTTP requests of a service to others by their paths, headers and queries.
public record ServiceRouter(@Nullable List<Route> routes) implements EntryBody {
  public static final Struct<ServiceRouter> CODEC =
      Struct.<ServiceRouter>named("ServiceRouterConfigEntry")
          .field("Routes", nullable(list(Route.CODEC)), ServiceRouter::routes)
          .build(v -> new ServiceRouter(v.get(0)));

  /// Where the requests that match go.
  public record Route(@Nullable Match match, @Nullable Destination destination) {
    public static final Struct<Route> CODEC =
        Struct.<Route>named("ServiceRoute")
            .omitEmpty("Match", nullable(Match.CODEC), Route::match)
            .omitEmpty("Destination", nullable(Destination.CODEC), Route::destination)
            .build(v -> new Route(v.get(0), v.get(1)));
  }

  /// Which requests.
  public record Match(@Nullable HttpMatch http) {
    public static final Struct<Match> CODEC =
        Struct.<Match>named("ServiceRouteMatch")
            .omitEmpty("HTTP", nullable(HttpMatch.CODEC), Match::http)
            .build(v -> new Match(v.get(0)));
  }

  /// Which HTTP requests: all that is set must hold.
  public record HttpMatch(
      String pathExact,
      String pathPrefix,
      String pathRegex,
      boolean caseInsensitive,
      @Nullable List<HeaderMatch> header,
      @Nullable List<QueryMatch> queryParam,
      @Nullable List<String> methods) {
    public static final Struct<HttpMatch> CODEC =
        Struct.<HttpMatch>named("ServiceRouteHTTPMatch")
            .omitEmpty("PathExact", STRING, HttpMatch::pathExact)
            .omitEmpty("PathPrefix", STRING, HttpMatch::pathPrefix)
            .omitEmpty("PathRegex", STRING, HttpMatch::pathRegex)
            .omitEmpty("CaseInsensitive", BOOL, HttpMatch::caseInsensitive)
            .omitEmpty("Header", nullable(list(HeaderMatch.CODEC)), HttpMatch::header)
            .omitEmpty("QueryParam", nullable(list(QueryMatch.CODEC)), HttpMatch::queryParam)
            .omitEmpty("Methods", nullable(list(STRING)), HttpMatch::methods)
            .build(
                v ->
                    new HttpMatch(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
  }

  /// What a header must be.
  public record HeaderMatch(
      String name,
      boolean present,
      String exact,
      String prefix,
      String suffix,
      String regex,
      boolean invert) {
    public static final Struct<HeaderMatch> CODEC =
        Struct.<HeaderMatch>named("ServiceRouteHTTPMatchHeader")
            .field("Name", STRING, HeaderMatch::name)
            .omitEmpty("Present", BOOL, HeaderMatch::present)
            .omitEmpty("Exact", STRING, HeaderMatch::exact)
            .omitEmpty("Prefix", STRING, HeaderMatch::prefix)
            .omitEmpty("Suffix", STRING, HeaderMatch::suffix)
            .omitEmpty("Regex", STRING, HeaderMatch::regex)
            .omitEmpty("Invert", BOOL, HeaderMatch::invert)
            .build(
                v ->
                    new HeaderMatch(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
  }

  /// What a query parameter must be.
  public record QueryMatch(String name, boolean present, String exact, String regex) {
    public static final Struct<QueryMatch> CODEC =
        Struct.<QueryMatch>named("ServiceRouteHTTPMatchQueryParam")
            .field("Name", STRING, QueryMatch::name)
            .omitEmpty("Present", BOOL, QueryMatch::present)
            .omitEmpty("Exact", STRING, QueryMatch::exact)
            .omitEmpty("Regex", STRING, QueryMatch::regex)
            .build(v -> new QueryMatch(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// The service that matching requests go to, and how. Timeouts of zero are not set.
  public record Destination(
      Duration requestTimeout,
      Duration idleTimeout,
      String service,
      String serviceSubset,
      String namespace,
      String partition,
      String prefixRewrite,
      int numRetries,
      boolean retryOnConnectFailure,
      @Nullable List<String> retryOn,
      @Nullable List<Integer> retryOnStatusCodes,
      @Nullable HeaderModifiers requestHeaders,
      @Nullable HeaderModifiers responseHeaders) {
    public static final Struct<Destination> CODEC =
        Struct.<Destination>named("ServiceRouteDestination")
            .omitEmpty("RequestTimeout", Forms.DURATION_TEXT, Destination::requestTimeout)
            .omitEmpty("IdleTimeout", Forms.DURATION_TEXT, Destination::idleTimeout)
            .omitEmpty("Service", STRING, Destination::service)
            .omitEmpty("ServiceSubset", STRING, Destination::serviceSubset)
            .omitEmpty("Namespace", STRING, Destination::namespace)
            .omitEmpty("Partition", STRING, Destination::partition)
            .omitEmpty("PrefixRewrite", STRING, Destination::prefixRewrite)
            .omitEmpty("NumRetries", Forms.UINT32, Destination::numRetries)
            .omitEmpty("RetryOnConnectFailure", BOOL, Destination::retryOnConnectFailure)
            .omitEmpty("RetryOn", nullable(list(STRING)), Destination::retryOn)
            .omitEmpty(
                "RetryOnStatusCodes", nullable(list(Forms.UINT32)), Destination::retryOnStatusCodes)
            .omitEmpty(
                "RequestHeaders", nullable(HeaderModifiers.CODEC), Destination::requestHeaders)
            .omitEmpty(
                "ResponseHeaders", nullable(HeaderModifiers.CODEC), Destination::responseHeaders)
            .build(
                v ->
                    new Destination(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                        v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12)));
  }
}
