// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.leaf;

import io.praetor.connect.AlternativeNames;
import io.praetor.connect.SpiffeId;
import java.net.InetAddress;
import java.util.List;

/// Whom a certificate is wanted for.
///
/// @param id in a trust domain that need not be the right one
public record LeafSubject(SpiffeId id, List<String> dns, List<InetAddress> addresses) {
  public LeafSubject {
    dns = List.copyOf(dns);
    addresses = List.copyOf(addresses);
  }

  public static LeafSubject service(String name, String datacenter) {
    return new LeafSubject(
        new SpiffeId.Service("unknown", "default", datacenter, name), List.of(), List.of());
  }

  /// What the certificate has to say in this trust domain.
  AlternativeNames names(String trustDomain) {
    return new AlternativeNames(dns, List.of(), addresses, List.of(id.in(trustDomain).uri()));
  }
}
