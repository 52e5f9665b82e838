// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.PoolRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who may be in the LAN pool: agents of this datacenter with ids of their own, and whoever is no
/// agent of Consul. The texts are Consul's, as observed.
final class LanRules implements PoolRules {
  private final String nodeName;
  private final String nodeId;
  private final String datacenter;

  LanRules(String nodeName, String nodeId, String datacenter) {
    this.nodeName = nodeName;
    this.nodeId = nodeId;
    this.datacenter = datacenter;
  }

  @Override
  public @Nullable String refuse(Member member) {
    String id = member.tags().getOrDefault("id", "");
    if (!id.isEmpty() && id.equals(nodeId) && !member.name().equals(nodeName)) {
      return "Member '"
          + member.name()
          + "' has conflicting node ID '"
          + id
          + "' with this agent's ID";
    }
    String role = member.tags().getOrDefault("role", "");
    String dc = member.tags().getOrDefault("dc", "");
    if ((role.equals("consul") || role.equals("node")) && !dc.equals(datacenter)) {
      return "Member '" + member.name() + "' part of wrong datacenter '" + dc + "'";
    }
    return null;
  }

  @Override
  public @Nullable String refuseMerge(List<Member> members) {
    Map<String, String> owners = new HashMap<>();
    for (Member member : members) {
      String refused = refuse(member);
      if (refused != null) {
        return refused;
      }
      String id = member.tags().getOrDefault("id", "");
      String owner = id.isEmpty() ? null : owners.put(id, member.name());
      if (owner != null && !owner.equals(member.name())) {
        return "Member '"
            + member.name()
            + "' has conflicting node ID '"
            + id
            + "' with member '"
            + owner
            + "'";
      }
    }
    return null;
  }
}
