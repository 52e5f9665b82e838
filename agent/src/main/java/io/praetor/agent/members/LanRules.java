// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.MemberStatus;
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
    return refuseMerge(List.of(member));
  }

  /// Who has left does not own its id any more.
  @Override
  public @Nullable String refuseMerge(List<Member> members) {
    Map<String, String> owners = new HashMap<>();
    for (Member member : members) {
      String id = member.tags().getOrDefault("id", "");
      if (!id.isEmpty() && member.status() == MemberStatus.LEFT) {
        continue;
      }
      String conflict = id.isEmpty() ? null : conflict(member, id, owners);
      if (conflict != null) {
        return conflict;
      }
      String dc = member.tags().getOrDefault("dc", "");
      boolean agent = "node".equals(member.tags().get("role")) || ServerTags.valid(member.tags());
      if (agent && !dc.equals(datacenter)) {
        return "Member '" + member.name() + "' part of wrong datacenter '" + dc + "'";
      }
    }
    return null;
  }

  /// Builds from before 0.8.5 made their ids of the host, so that several could have one.
  private @Nullable String conflict(Member member, String id, Map<String, String> owners) {
    String text = "Member '" + member.name() + "' has conflicting node ID '" + id + "' with ";
    if (id.equals(nodeId) && !member.name().equalsIgnoreCase(nodeName)) {
      return text + "this agent's ID";
    }
    String owner = owners.get(id);
    if (owner != null) {
      return text + "member '" + owner + "'";
    }
    if (ServerTags.isAtLeast(member.tags(), 0, 8, 5)) {
      owners.put(id, member.name());
    }
    return null;
  }
}
