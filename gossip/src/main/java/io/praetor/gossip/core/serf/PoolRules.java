// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may be in a pool. Called within an input; must not block.
public interface PoolRules {
  /// Everybody may.
  PoolRules OPEN = new PoolRules() {};

  /// Why this one may not, or null; asked for each alive message.
  default @Nullable String refuse(Member member) {
    return null;
  }

  /// Why another pool may not merge with ours, or null.
  default @Nullable String refuseMerge(List<Member> members) {
    return null;
  }
}
