// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import java.time.Duration;

/// What every read may carry beside its own arguments (Consul's QueryOptions, plus the datacenter).
///
/// @param minQueryIndex block until the index is greater; 0 does not block
/// @param maxQueryTime how long to block; zero means the server's default of five minutes
/// @param maxAge with `useCache`: the oldest answer that is still good; zero means any
/// @param maxStaleDuration with `allowStale`: an older answer is read again from the leader; zero
///     means any
public record QueryOptions(
    String token,
    String datacenter,
    long minQueryIndex,
    Duration maxQueryTime,
    boolean allowStale,
    boolean requireConsistent,
    Duration maxStaleDuration,
    boolean useCache,
    Duration maxAge,
    boolean mustRevalidate,
    Duration staleIfError,
    String filter) {

  /// A plain read of the own datacenter.
  public static final QueryOptions DEFAULT =
      new QueryOptions(
          "",
          "",
          0,
          Duration.ZERO,
          false,
          false,
          Duration.ZERO,
          false,
          Duration.ZERO,
          false,
          Duration.ZERO,
          "");

  /// The same, read on whichever server it reaches.
  public static final QueryOptions STALE = DEFAULT.withStale(Duration.ZERO);

  public QueryOptions withDatacenter(String value) {
    return new QueryOptions(
        token,
        value,
        minQueryIndex,
        maxQueryTime,
        allowStale,
        requireConsistent,
        maxStaleDuration,
        useCache,
        maxAge,
        mustRevalidate,
        staleIfError,
        filter);
  }

  public QueryOptions withToken(String value) {
    return new QueryOptions(
        value,
        datacenter,
        minQueryIndex,
        maxQueryTime,
        allowStale,
        requireConsistent,
        maxStaleDuration,
        useCache,
        maxAge,
        mustRevalidate,
        staleIfError,
        filter);
  }

  public QueryOptions withBlocking(long index, Duration wait) {
    return new QueryOptions(
        token,
        datacenter,
        index,
        wait,
        allowStale,
        requireConsistent,
        maxStaleDuration,
        useCache,
        maxAge,
        mustRevalidate,
        staleIfError,
        filter);
  }

  /// The same, answered by the agent's cache with what is at most so old; zero means any age.
  public QueryOptions withCache(Duration age) {
    return new QueryOptions(
        token,
        datacenter,
        minQueryIndex,
        maxQueryTime,
        allowStale,
        requireConsistent,
        maxStaleDuration,
        true,
        age,
        mustRevalidate,
        staleIfError,
        filter);
  }

  /// The same on whichever server it reaches, but read again from the leader when that one's answer
  /// is older; zero means any age.
  public QueryOptions withStale(Duration age) {
    return new QueryOptions(
        token,
        datacenter,
        minQueryIndex,
        maxQueryTime,
        true,
        requireConsistent,
        age,
        useCache,
        maxAge,
        mustRevalidate,
        staleIfError,
        filter);
  }

  /// The same, answered by the leader.
  public QueryOptions withoutStale() {
    return new QueryOptions(
        token,
        datacenter,
        minQueryIndex,
        maxQueryTime,
        false,
        requireConsistent,
        maxStaleDuration,
        useCache,
        maxAge,
        mustRevalidate,
        staleIfError,
        filter);
  }
}
