// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.praetor.rpc.QueryOptions;
import java.time.Duration;

/// How long a caller waits for an answer.
///
/// @param call for an ordinary call (`rpc_client_timeout`)
/// @param hold what a server may take to find a leader (`rpc_hold_timeout`)
public record CallDeadlines(Duration call, Duration hold) {
  private static final Duration DEFAULT_QUERY_TIME = Duration.ofMinutes(5);
  private static final Duration MAX_QUERY_TIME = Duration.ofMinutes(10);
  private static final int JITTER_FRACTION = 16;

  /// For a read that waits for a change: the time it may wait, the sixteenth that the server may add
  /// to it, and the time to find a leader.
  Duration read(QueryOptions options) {
    if (options.minQueryIndex() == 0) {
      return call;
    }
    Duration wait = options.maxQueryTime();
    if (wait.isZero() || wait.isNegative()) {
      wait = DEFAULT_QUERY_TIME;
    } else if (wait.compareTo(MAX_QUERY_TIME) > 0) {
      wait = MAX_QUERY_TIME;
    }
    return wait.plus(wait.dividedBy(JITTER_FRACTION)).plus(hold);
  }
}
