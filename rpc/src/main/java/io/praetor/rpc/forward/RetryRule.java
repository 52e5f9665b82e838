// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.RemoteFailure;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When a call that failed is made again, and after what time: within the hold time, after a wait
/// that begins with a sixteenth of it and grows. A write is repeated only when it surely was not
/// done.
final class RetryRule {
  private static final int FRACTION = 16;

  /// The call was refused before anything was done.
  private static final List<String> NOT_DONE =
      List.of(
          "No cluster leader",
          "leadership transfer in progress",
          "please resubmit call for rechunking",
          ConsulException.TRY_ELSEWHERE);

  private final Duration hold;

  RetryRule(Duration hold) {
    this.hold = hold;
  }

  /// @param write whether doing it twice does harm
  boolean isWorthwhile(ConsulException failure, boolean write) {
    if (failure instanceof RemoteFailure remote) {
      switch (remote.stage()) {
        case NOT_SENT -> {
          return true;
        }
        case NO_ANSWER -> {
          return !write && isLostConnection(remote.text());
        }
        case REFUSED -> {}
      }
    }
    return NOT_DONE.stream().anyMatch(failure.text()::contains);
  }

  private static boolean isLostConnection(String text) {
    return text.endsWith(": EOF")
        || text.contains("stream closed")
        || text.contains("session shutdown");
  }

  /// How long to wait before the next attempt, or null when the time is up.
  ///
  /// @param attempt from 0
  @Nullable Duration pause(int attempt, Duration elapsed, RandomGenerator random) {
    Duration left = hold.minus(elapsed);
    if (!left.isPositive()) {
      return null;
    }
    long step = Math.max(1, hold.dividedBy(FRACTION).toNanos()) << Math.min(attempt, FRACTION);
    Duration wait = Duration.ofNanos(step / 2 + random.nextLong(step / 2 + 1));
    return wait.compareTo(left) < 0 ? wait : left;
  }
}
