// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.rpc.QueryOptions;
import io.praetor.wire.GoDuration;
import io.praetor.wire.GoNumber;
import io.praetor.wire.GoQuote;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters that come with every read (section 1.4 of the API reference): blocking,
/// consistency, cache, datacenter. Pure.
final class ReadOptions {
  /// Names that no route may use for something else.
  static final Set<String> NAMES =
      Set.of(
          "index",
          "wait",
          "stale",
          "consistent",
          "leader",
          "max_stale",
          "cached",
          "dc",
          "datacenter",
          "filter",
          "token",
          "pretty");

  private ReadOptions() {}

  /// @throws ApiException with status 400
  static QueryOptions parse(
      Params params, Headers headers, String token, HttpApiConfig config, boolean discovery) {
    long index = 0;
    Duration wait = Duration.ZERO;
    String indexText = params.get("index");
    if (!indexText.isEmpty()) {
      index = index(indexText);
    }
    String waitText = params.get("wait");
    if (!waitText.isEmpty()) {
      wait = wait(waitText);
    }
    boolean stale = params.has("stale");
    boolean consistent = params.has("consistent");
    boolean leader = params.has("leader");
    boolean cached = params.has("cached") && config.useCache();
    Duration maxStale = Duration.ZERO;
    if (discovery && !consistent && !leader && !stale && config.discoveryMaxStale().isPositive()) {
      maxStale = config.discoveryMaxStale();
      stale = true;
    }
    String maxStaleText = params.get("max_stale");
    if (!maxStaleText.isEmpty()) {
      Duration bound = duration(maxStaleText);
      if (bound == null) {
        throw ApiException.badRequest("Invalid max_stale value " + GoQuote.quote(maxStaleText));
      }
      maxStale = bound;
      if (maxStale.isPositive()) {
        stale = true;
      }
    }
    if (params.has("stale") && consistent) {
      throw ApiException.badRequest(ConsulError.STALE_AND_CONSISTENT);
    }
    if (cached && consistent) {
      throw ApiException.badRequest(ConsulError.CACHED_AND_CONSISTENT);
    }
    CacheControl cache = CacheControl.parse(headers.get("Cache-Control"));
    return new QueryOptions(
        token,
        datacenter(params, config),
        index,
        wait,
        stale,
        consistent,
        maxStale,
        cached,
        cache.maxAge(),
        cache.mustRevalidate(),
        cache.staleIfError(),
        params.get("filter"));
  }

  static long index(String text) {
    try {
      return GoNumber.parseUint(text, 10, 64);
    } catch (GoNumber.InvalidNumber e) {
      throw ApiException.badRequest(ConsulError.INVALID_INDEX);
    }
  }

  static Duration wait(String text) {
    Duration wait = duration(text);
    if (wait == null) {
      throw ApiException.badRequest(ConsulError.INVALID_WAIT);
    }
    return wait;
  }

  static String datacenter(Params params, HttpApiConfig config) {
    String datacenter = params.get("datacenter");
    if (datacenter.isEmpty()) {
      datacenter = params.get("dc");
    }
    return datacenter.isEmpty() ? config.datacenter() : datacenter;
  }

  private static @Nullable Duration duration(String text) {
    try {
      return GoDuration.parse(text);
    } catch (GoDuration.InvalidDuration e) {
      return null;
    }
  }

  /// The directives of a `Cache-Control` header that mean something to the agent cache.
  private record CacheControl(Duration maxAge, boolean mustRevalidate, Duration staleIfError) {
    static final CacheControl NONE = new CacheControl(Duration.ZERO, false, Duration.ZERO);

    static CacheControl parse(@Nullable String header) {
      if (header == null || header.isEmpty()) {
        return NONE;
      }
      Duration maxAge = Duration.ZERO;
      Duration staleIfError = Duration.ZERO;
      boolean mustRevalidate = false;
      for (String directive : header.toLowerCase(Locale.ROOT).split(",", -1)) {
        String text = directive.strip();
        if (text.equals("must-revalidate")) {
          mustRevalidate = true;
        } else if (text.startsWith("max-age=")) {
          maxAge = seconds(text.substring("max-age=".length()));
          mustRevalidate |= maxAge.isZero();
        } else if (text.startsWith("stale-if-error=")) {
          staleIfError = seconds(text.substring("stale-if-error=".length()));
        }
      }
      return new CacheControl(maxAge, mustRevalidate, staleIfError);
    }

    private static Duration seconds(String text) {
      try {
        return Duration.ofSeconds(GoNumber.parseUint(text, 10, 31));
      } catch (GoNumber.InvalidNumber e) {
        throw ApiException.badRequest(ConsulError.INVALID_CACHE_CONTROL);
      }
    }
  }
}
