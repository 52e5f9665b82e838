// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.connect.InvalidRequestException;
import io.praetor.connect.ProviderSettings;
import io.praetor.rpc.ConsulException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsrGateTest {
  private final CsrGate gate = new CsrGate(() -> 0);

  private static ProviderSettings settings(double perSecond, int concurrent)
      throws InvalidRequestException {
    return ProviderSettings.of(
        Map.of("CSRMaxPerSecond", perSecond, "CSRMaxConcurrent", (long) concurrent));
  }

  @Test
  void soManyAtATime() throws Exception {
    ProviderSettings two = settings(0, 2);
    ConsulException refused =
        assertThrows(
            ConsulException.class,
            () -> gate.pass(two, () -> gate.pass(two, () -> gate.pass(two, () -> "third"))));
    assertEquals("Rate limit reached, try again later", refused.text());
    // Whoever was inside has left, also by an exception.
    assertEquals("second", gate.pass(two, () -> gate.pass(two, () -> "second")));
  }

  @Test
  void soManyInASecond() throws Exception {
    ProviderSettings one = settings(1, 0);
    assertEquals("first", gate.pass(one, () -> "first"));
    assertThrows(ConsulException.class, () -> gate.pass(one, () -> "second"));
  }

  @Test
  void noLimits() throws Exception {
    ProviderSettings none = settings(0, 0);
    for (int i = 0; i < 100; i++) {
      assertEquals(i, passed(none, i));
    }
  }

  private int passed(ProviderSettings settings, int number) throws InterruptedException {
    return gate.pass(settings, () -> number);
  }
}
