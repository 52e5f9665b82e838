// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;

/// Rates, sizes and connection counts. A rate without limit is [Double#MAX_VALUE].
///
/// @param httpMaxConnsPerClient HTTP connections of one IP address, 0 or less for no limit
/// @param httpsHandshakeTimeout TLS handshake of HTTPS
/// @param requestLimitsMode what happens to requests beyond the two rates
/// @param requestReadRate reads a second
/// @param requestWriteRate writes a second
/// @param rpcClientTimeout deadline of a client's RPC
/// @param rpcHandshakeTimeout first bytes of a server connection
/// @param rpcHoldTimeout how long a call is retried while there is no leader
/// @param rpcMaxBurst burst of a client's RPC
/// @param rpcMaxConnsPerClient RPC connections of one IP address
/// @param rpcRate RPC calls of a client a second
/// @param kvMaxValueSize bytes of a value
/// @param txnMaxReqLen bytes of a transaction
public record LimitsConfig(
    int httpMaxConnsPerClient,
    Duration httpsHandshakeTimeout,
    RequestLimitsMode requestLimitsMode,
    double requestReadRate,
    double requestWriteRate,
    Duration rpcClientTimeout,
    Duration rpcHandshakeTimeout,
    Duration rpcHoldTimeout,
    int rpcMaxBurst,
    int rpcMaxConnsPerClient,
    double rpcRate,
    long kvMaxValueSize,
    long txnMaxReqLen) {

  /// What the servers do with requests beyond the configured rates.
  public enum RequestLimitsMode {
    DISABLED(0),
    PERMISSIVE(1),
    ENFORCING(2);

    private final int number;

    RequestLimitsMode(int number) {
      this.number = number;
    }

    /// The number that Consul shows for it.
    int number() {
      return number;
    }
  }
}
