// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends HTTP requests from gateways to services.
public record HttpRoute(
    @Nullable List<ResourceReference> parents,
    @Nullable List<Rule> rules,
    @Nullable List<String> hostnames,
    RouteStatus status)
    implements EntryBody {
  public static final Struct<HttpRoute> CODEC =
      Struct.<HttpRoute>named("HTTPRouteConfigEntry")
          .field("Parents", nullable(list(ResourceReference.CODEC)), HttpRoute::parents)
          .field("Rules", nullable(list(Rule.CODEC)), HttpRoute::rules)
          .field("Hostnames", nullable(list(STRING)), HttpRoute::hostnames)
          .field("Status", RouteStatus.CODEC, HttpRoute::status)
          .build(v -> new HttpRoute(v.get(0), v.get(1), v.get(2), v.get(3)));

  /// Where the requests that match go.
  public record Rule(
      Filters filters,
      ResponseFilters responseFilters,
      @Nullable List<Match> matches,
      @Nullable List<Service> services) {
    public static final Struct<Rule> CODEC =
        Struct.<Rule>named("HTTPRouteRule")
            .field("Filters", Filters.CODEC, Rule::filters)
            .field("ResponseFilters", ResponseFilters.CODEC, Rule::responseFilters)
            .field("Matches", nullable(list(Match.CODEC)), Rule::matches)
            .field("Services", nullable(list(Service.CODEC)), Rule::services)
            .build(v -> new Rule(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// Which requests: all that is set must hold.
  public record Match(
      @Nullable List<ValueMatch> headers,
      String method,
      PathMatch path,
      @Nullable List<QueryMatch> query) {
    public static final Struct<Match> CODEC =
        Struct.<Match>named("HTTPMatch")
            .field("Headers", nullable(list(ValueMatch.CODEC)), Match::headers)
            .field("Method", STRING, Match::method)
            .field("Path", PathMatch.CODEC, Match::path)
            .field("Query", nullable(list(QueryMatch.CODEC)), Match::query)
            .build(v -> new Match(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// What the path must be.
  public record PathMatch(String match, String value) {
    public static final Struct<PathMatch> CODEC =
        Struct.<PathMatch>named("HTTPPathMatch")
            .field("Match", STRING, PathMatch::match)
            .field("Value", STRING, PathMatch::value)
            .build(v -> new PathMatch(v.get(0), v.get(1)));
  }

  /// What a header must be.
  public record ValueMatch(String match, String name, String value) {
    public static final Struct<ValueMatch> CODEC =
        Struct.<ValueMatch>named("HTTPHeaderMatch")
            .field("Match", STRING, ValueMatch::match)
            .field("Name", STRING, ValueMatch::name)
            .field("Value", STRING, ValueMatch::value)
            .build(v -> new ValueMatch(v.get(0), v.get(1), v.get(2)));
  }

  /// What a query parameter must be.
  public record QueryMatch(String match, String name, String value) {
    public static final Struct<QueryMatch> CODEC =
        Struct.<QueryMatch>named("HTTPQueryMatch")
            .field("Match", STRING, QueryMatch::match)
            .field("Name", STRING, QueryMatch::name)
            .field("Value", STRING, QueryMatch::value)
            .build(v -> new QueryMatch(v.get(0), v.get(1), v.get(2)));
  }

  /// Changes of requests.
  public record Filters(
      @Nullable List<HeaderFilter> headers,
      @Nullable UrlRewrite urlRewrite,
      @Nullable RetryFilter retryFilter,
      @Nullable TimeoutFilter timeoutFilter,
      @Nullable JwtFilter jwt) {
    public static final Struct<Filters> CODEC =
        Struct.<Filters>named("HTTPFilters")
            .field("Headers", nullable(list(HeaderFilter.CODEC)), Filters::headers)
            .field("URLRewrite", nullable(UrlRewrite.CODEC), Filters::urlRewrite)
            .field("RetryFilter", nullable(RetryFilter.CODEC), Filters::retryFilter)
            .field("TimeoutFilter", nullable(TimeoutFilter.CODEC), Filters::timeoutFilter)
            .field("JWT", nullable(JwtFilter.CODEC), Filters::jwt)
            .build(v -> new Filters(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
  }

  /// Changes of answers.
  public record ResponseFilters(@Nullable List<HeaderFilter> headers) {
    public static final Struct<ResponseFilters> CODEC =
        Struct.<ResponseFilters>named("HTTPResponseFilters")
            .field("Headers", nullable(list(HeaderFilter.CODEC)), ResponseFilters::headers)
            .build(v -> new ResponseFilters(v.get(0)));
  }

  /// Changes of headers.
  public record HeaderFilter(
      @Nullable Map<String, String> add,
      @Nullable List<String> remove,
      @Nullable Map<String, String> set) {
    public static final Struct<HeaderFilter> CODEC =
        Struct.<HeaderFilter>named("HTTPHeaderFilter")
            .field("Add", Forms.TEXTS, HeaderFilter::add)
            .field("Remove", nullable(list(STRING)), HeaderFilter::remove)
            .field("Set", Forms.TEXTS, HeaderFilter::set)
            .build(v -> new HeaderFilter(v.get(0), v.get(1), v.get(2)));
  }

  /// Another path.
  public record UrlRewrite(String path) {
    public static final Struct<UrlRewrite> CODEC =
        Struct.<UrlRewrite>named("URLRewrite")
            .field("Path", STRING, UrlRewrite::path)
            .build(v -> new UrlRewrite(v.get(0)));
  }

  /// When a request is tried again.
  public record RetryFilter(
      int numRetries,
      @Nullable List<String> retryOn,
      @Nullable List<Integer> retryOnStatusCodes,
      boolean retryOnConnectFailure) {
    public static final Struct<RetryFilter> CODEC =
        Struct.<RetryFilter>named("RetryFilter")
            .field("NumRetries", Forms.UINT32, RetryFilter::numRetries)
            .field("RetryOn", nullable(list(STRING)), RetryFilter::retryOn)
            .field(
                "RetryOnStatusCodes", nullable(list(Forms.UINT32)), RetryFilter::retryOnStatusCodes)
            .field("RetryOnConnectFailure", BOOL, RetryFilter::retryOnConnectFailure)
            .build(v -> new RetryFilter(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// How long a request may take.
  public record TimeoutFilter(Duration requestTimeout, Duration idleTimeout) {
    public static final Struct<TimeoutFilter> CODEC =
        Struct.<TimeoutFilter>named("TimeoutFilter")
            .field("RequestTimeout", Forms.DURATION, TimeoutFilter::requestTimeout)
            .field("IdleTimeout", Forms.DURATION, TimeoutFilter::idleTimeout)
            .build(v -> new TimeoutFilter(v.get(0), v.get(1)));
  }

  /// Which tokens requests need: without members in this edition.
  public record JwtFilter() {
    public static final Struct<JwtFilter> CODEC =
        Struct.<JwtFilter>named("JWTFilter").build(v -> new JwtFilter());
  }

  /// A service, with its share of the requests.
  public record Service(String name, int weight, Filters filters, ResponseFilters responseFilters) {
    public static final Struct<Service> CODEC =
        Struct.<Service>named("HTTPService")
            .field("Name", STRING, Service::name)
            .field("Weight", INT, Service::weight)
            .field("Filters", Filters.CODEC, Service::filters)
            .field("ResponseFilters", ResponseFilters.CODEC, Service::responseFilters)
            .build(v -> new Service(v.get(0), v.get(1), v.get(2), v.get(3)));
  }
}
