// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When an instance is taken out because of how its answers look. Intervals are Go durations.
public record PassiveHealthCheck(
    Duration interval,
    int maxFailures,
    @Nullable Integer enforcingConsecutive5xx,
    @Nullable Integer maxEjectionPercent,
    @Nullable Duration baseEjectionTime) {
  public static final Struct<PassiveHealthCheck> CODEC =
      Struct.<PassiveHealthCheck>named("PassiveHealthCheck")
          .omitEmpty("Interval", Forms.DURATION, PassiveHealthCheck::interval)
          .omitEmpty("MaxFailures", Forms.UINT32, PassiveHealthCheck::maxFailures)
          .omitEmpty(
              "EnforcingConsecutive5xx",
              nullable(Forms.UINT32),
              PassiveHealthCheck::enforcingConsecutive5xx)
          .omitEmpty(
              "MaxEjectionPercent", nullable(Forms.UINT32), PassiveHealthCheck::maxEjectionPercent)
          .omitEmpty(
              "BaseEjectionTime", nullable(Forms.DURATION), PassiveHealthCheck::baseEjectionTime)
          .build(v -> new PassiveHealthCheck(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
}
