// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.gossip.Vectors;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Against tables that memberlist computed.
class FormulasTest {
  private static final Map<String, Object> TABLES = Vectors.cast(Vectors.json("formulas"));

  private static List<Map<String, Object>> table(String name) {
    return Vectors.cast(TABLES.get(name));
  }

  private static int number(Map<String, Object> row, String key) {
    return Vectors.<Number>cast(row.get(key)).intValue();
  }

  private static long millis(Map<String, Object> row, String key) {
    return TimeUnit.MILLISECONDS.toNanos(number(row, key));
  }

  @Test
  void retransmitLimit() {
    for (var row : table("retransmit_limit")) {
      assertEquals(number(row, "mult4"), Formulas.retransmitLimit(4, number(row, "n")));
    }
  }

  @Test
  void suspicion() {
    for (var row : table("suspicion_timeout")) {
      int n = number(row, "n");
      long lan = Formulas.suspicionMin(4, n, TimeUnit.SECONDS.toNanos(1));
      assertEquals(millis(row, "lan_min_ms"), lan, "n " + n);
      assertEquals(millis(row, "lan_max_ms"), 6 * lan, "n " + n);
      long wan = Formulas.suspicionMin(6, n, TimeUnit.SECONDS.toNanos(5));
      assertEquals(millis(row, "wan_min_ms"), wan, "n " + n);
    }
    for (var row : table("remaining_suspicion")) {
      assertEquals(
          millis(row, "remaining_ms"),
          Formulas.suspicionRemaining(
              number(row, "confirmations"),
              number(row, "k"),
              millis(row, "elapsed_ms"),
              millis(row, "min_ms"),
              millis(row, "max_ms")));
    }
  }

  @Test
  void pushPull() {
    for (var row : table("push_pull_interval")) {
      assertEquals(
          millis(row, "lan_30s_ms"),
          Formulas.pushPullInterval(TimeUnit.SECONDS.toNanos(30), number(row, "n")));
    }
  }
}
