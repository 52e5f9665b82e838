// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.PoolRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may be in the WAN pool: servers. The text is Consul's, as observed.
final class WanRules implements PoolRules {
  @Override
  public @Nullable String refuse(Member member) {
    return ServerTags.valid(member.tags())
        ? null
        : "Member '" + member.name() + "' is not a server";
  }

  @Override
  public @Nullable String refuseMerge(List<Member> members) {
    for (Member member : members) {
      String refused = refuse(member);
      if (refused != null) {
        return refused;
      }
    }
    return null;
  }
}
