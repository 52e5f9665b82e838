// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The HTTP API server: where it listens and what it accepts.
///
/// @param httpAddresses plain listeners
/// @param httpsAddresses TLS listeners
/// @param blockEndpoints path prefixes answered with 403
/// @param allowWriteFrom networks that may write; empty means all
/// @param responseHeaders added to each answer
/// @param useCache whether `?cached` uses the agent cache
/// @param maxHeaderBytes 0 for the built-in limit
/// @param readTimeout whole request
/// @param readHeaderTimeout request line and headers
/// @param writeTimeout whole answer
/// @param idleTimeout between requests of one connection
/// @param disableUnprintableCharFilter whether unprintable characters in a path are let through
/// @param defaultQueryTime wait of a blocking query that names none
/// @param maxQueryTime longest wait of a blocking query
/// @param discoveryMaxStale staleness allowed for discovery by default, zero for none
/// @param disableKvKeyValidation whether any key name is accepted
public record HttpConfig(
    List<ListenAddress> httpAddresses,
    List<ListenAddress> httpsAddresses,
    List<String> blockEndpoints,
    List<Cidr> allowWriteFrom,
    Map<String, String> responseHeaders,
    boolean useCache,
    int maxHeaderBytes,
    Duration readTimeout,
    Duration readHeaderTimeout,
    Duration writeTimeout,
    Duration idleTimeout,
    boolean disableUnprintableCharFilter,
    Duration defaultQueryTime,
    Duration maxQueryTime,
    Duration discoveryMaxStale,
    boolean disableKvKeyValidation) {
  public HttpConfig {
    httpAddresses = List.copyOf(httpAddresses);
    httpsAddresses = List.copyOf(httpsAddresses);
    blockEndpoints = List.copyOf(blockEndpoints);
    allowWriteFrom = List.copyOf(allowWriteFrom);
    responseHeaders = Map.copyOf(responseHeaders);
  }
}
