// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/// Configuration that servers hand to clients which show a token. The text form never shows it.
///
/// @param enabled a client asks for it
/// @param introToken the token, empty when it is in the file
/// @param introTokenFile the file of the token
/// @param serverAddresses whom to ask
/// @param dnsSans extra names
/// @param ipSans extra addresses
/// @param authorization how a server checks tokens
public record AutoConfig(
    boolean enabled,
    String introToken,
    String introTokenFile,
    List<String> serverAddresses,
    List<String> dnsSans,
    List<InetAddress> ipSans,
    Authorization authorization) {
  public AutoConfig {
    serverAddresses = List.copyOf(serverAddresses);
    dnsSans = List.copyOf(dnsSans);
    ipSans = List.copyOf(ipSans);
  }

  @Override
  public String toString() {
    return "AutoConfig[enabled=" + enabled + "]";
  }

  /// How a server checks introduction tokens; the static method is kept as the tree of its
  /// settings.
  public record Authorization(
      boolean enabled,
      boolean allowReuse,
      List<String> claimAssertions,
      Map<String, Object> method) {
    public Authorization {
      claimAssertions = List.copyOf(claimAssertions);
    }
  }
}
