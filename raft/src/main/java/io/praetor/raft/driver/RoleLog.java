// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.Leader;
import io.praetor.raft.core.CoreStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells operators what this server becomes, in Consul's words as far as the facts are the same.
final class RoleLog {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

  private RoleLog() {}

  static void tell(CoreStatus before, CoreStatus now) {
    if (before.term() == now.term() && before.role().equals(now.role())) {
      return;
    }
    switch (now.role()) {
      case "Leader" -> LOG.info("entering leader state: term={}", now.term());
      case "Candidate" -> {
        if (before.role().equals("Follower")) {
          LOG.warn("no word from a leader, starting election: last-leader-id={}", id(before));
        }
        LOG.info("entering candidate state: term={}", now.term());
      }
      default -> LOG.info("entering follower state: term={} leader-id={}", now.term(), id(now));
    }
  }

  private static String id(CoreStatus status) {
    Leader leader = status.leader();
    return leader == null ? "" : leader.id().value();
  }
}
