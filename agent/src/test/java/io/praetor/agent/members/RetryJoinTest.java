// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.config.JoinConfig;
import io.praetor.rpc.ConsulException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryJoinTest {
  private static final Duration INTERVAL = Duration.ofSeconds(7);

  private final List<String> events = new ArrayList<>();

  /// @param goodAfter how many attempts with the last address fail
  private RetryJoin.Outcome run(int maxAttempts, int goodAfter, int stopAfter)
      throws InterruptedException {
    JoinConfig.Pool pool =
        new JoinConfig.Pool(List.of("provider=aws tag=x", "a:1", "b:2"), INTERVAL, maxAttempts);
    int[] tries = new int[2];
    RetryJoin join =
        new RetryJoin(
            "LAN",
            pool,
            address -> {
              events.add(address);
              if (address.equals("a:1") || tries[0]++ < goodAfter) {
                throw new ConsulException("refused");
              }
            },
            interval -> {
              assertEquals(INTERVAL, interval);
              events.add("pause");
              return tries[1]++ < stopAfter;
            });
    return join.run();
  }

  @Test
  void oneGoodAddressIsEnough() throws InterruptedException {
    assertEquals(RetryJoin.Outcome.JOINED, run(0, 1, 9));
    assertEquals(List.of("a:1", "b:2", "pause", "a:1", "b:2"), events);
  }

  @Test
  void aLimitOfOneMeansOneRetry() throws InterruptedException {
    assertEquals(RetryJoin.Outcome.EXHAUSTED, run(1, 9, 9));
    assertEquals(List.of("a:1", "b:2", "pause", "a:1", "b:2"), events);
  }

  @Test
  void withoutALimitItGoesOnUntilTheAgentStops() throws InterruptedException {
    assertEquals(RetryJoin.Outcome.STOPPED, run(0, 99, 3));
    assertEquals(4, events.stream().filter("pause"::equals).count());
  }
}
