// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.config.Cidr;
import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.PoolRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pool's rules, and that its members lie in the networks of `serf_lan_allowed_cidrs` or
/// `serf_wan_allowed_cidrs`; without any network all may be there. A member that lies elsewhere is not
/// taken in, nor is anybody whom a stranger's packet announces; a join as a whole is not refused.
///
/// @param self our own name, which is not asked
record AllowedNetworks(PoolRules rules, List<Cidr> networks, String self) implements PoolRules {
  AllowedNetworks {
    networks = List.copyOf(networks);
  }

  /// Whether an address is in one of the networks.
  boolean contain(InetAddress address) {
    return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address));
  }

  @Override
  public @Nullable String refuse(Member member) {
    String refused = rules.refuse(member);
    if (refused != null || networks.isEmpty() || member.name().equals(self)) {
      return refused;
    }
    try {
      InetAddress address = InetAddress.getByAddress(member.addr().shared());
      return contain(address) ? null : address.getHostAddress() + " is not allowed";
    } catch (UnknownHostException e) {
      return "no IP address";
    }
  }

  @Override
  public @Nullable String refuseMerge(List<Member> members) {
    return rules.refuseMerge(members);
  }
}
