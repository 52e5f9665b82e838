// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.List;

/// The gRPC servers.
///
/// @param addresses plain listeners
/// @param tlsAddresses TLS listeners
/// @param keepaliveInterval between pings of an idle connection
/// @param keepaliveTimeout wait for a ping's answer
public record GrpcConfig(
    List<ListenAddress> addresses,
    List<ListenAddress> tlsAddresses,
    Duration keepaliveInterval,
    Duration keepaliveTimeout) {
  public GrpcConfig {
    addresses = List.copyOf(addresses);
    tlsAddresses = List.copyOf(tlsAddresses);
  }
}
