// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.util.Map;

/// Where the agent is and what goes with each request.
///
/// @param endpoint the address
/// @param token the ACL token, or empty
/// @param basicAuth `user:password` for a proxy in front of the agent, or empty
/// @param tls how to prove and check identities over https
/// @param defaults query parameters of each request: datacenter, staleness, namespace, partition
public record ApiSettings(
    Endpoint endpoint, String token, String basicAuth, Tls tls, Map<String, String> defaults) {
  public ApiSettings {
    defaults = Map.copyOf(defaults);
  }

  /// File names and names for TLS, each empty when not given.
  public record Tls(
      String caFile,
      String caPath,
      String certFile,
      String keyFile,
      String serverName,
      boolean verify) {
    /// Only the platform's certificate authorities.
    public static final Tls PLATFORM = new Tls("", "", "", "", "", true);
  }

  /// The same settings for another address.
  public ApiSettings at(Endpoint other) {
    return new ApiSettings(other, token, basicAuth, tls, defaults);
  }
}
