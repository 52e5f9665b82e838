// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.praetor.config.RuntimeConfig;
import java.time.Duration;

/// Limits of the edge, with Consul's names and defaults.
///
/// @param maxHeaderBytes request line and header fields together
/// @param readHeaderTimeout from the first byte of a request to the end of its header
/// @param readTimeout from the end of the header to the end of the body
/// @param writeTimeout how long one write may wait for a slow client
/// @param idleTimeout between requests of one connection
/// @param handshakeTimeout for TLS
/// @param maxConnsPerClient connections of one IP address, 0 or less for no limit
public record HttpServerConfig(
    int maxHeaderBytes,
    Duration readHeaderTimeout,
    Duration readTimeout,
    Duration writeTimeout,
    Duration idleTimeout,
    Duration handshakeTimeout,
    int maxConnsPerClient) {
  private static final int DEFAULT_MAX_HEADER_BYTES = 1 << 20;

  public HttpServerConfig {
    if (maxHeaderBytes <= 0) {
      maxHeaderBytes = DEFAULT_MAX_HEADER_BYTES;
    }
  }

  /// Consul's defaults.
  public static final HttpServerConfig DEFAULT =
      new HttpServerConfig(
          DEFAULT_MAX_HEADER_BYTES,
          Duration.ofSeconds(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(15),
          Duration.ofSeconds(120),
          Duration.ofSeconds(5),
          200);

  /// The part of an agent's configuration that matters here.
  public static HttpServerConfig of(RuntimeConfig config) {
    return new HttpServerConfig(
        config.http().maxHeaderBytes(),
        config.http().readHeaderTimeout(),
        config.http().readTimeout(),
        config.http().writeTimeout(),
        config.http().idleTimeout(),
        config.limits().httpsHandshakeTimeout(),
        config.limits().httpMaxConnsPerClient());
  }
}
