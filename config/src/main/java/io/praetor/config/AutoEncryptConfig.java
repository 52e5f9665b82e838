// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;
import java.util.List;

/// Certificates that servers hand to clients.
///
/// @param tls a client asks for one
/// @param dnsSan extra names
/// @param ipSan extra addresses
/// @param allowTls a server hands them out
public record AutoEncryptConfig(
    boolean tls, List<String> dnsSan, List<InetAddress> ipSan, boolean allowTls) {
  public AutoEncryptConfig {
    dnsSan = List.copyOf(dnsSan);
    ipSan = List.copyOf(ipSan);
  }
}
