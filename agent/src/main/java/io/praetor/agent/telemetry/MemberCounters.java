// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.telemetry;

import io.praetor.agent.members.Members;
import io.praetor.rpc.metrics.Metrics;

/// Counts what happens to the members of the pools, under Serf's names.
public final class MemberCounters {
  private MemberCounters() {}

  public static Members.Listener of(Metrics metrics) {
    return (change, member, wan) ->
        metrics.counter(
            switch (change) {
              case JOINED -> "serf.member.join";
              case UPDATED -> "serf.member.update";
              case LEFT -> "serf.member.left";
              case FAILED -> "serf.member.failed";
              case REAPED -> "serf.member.reap";
            },
            1);
  }
}
