// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.TIME;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.GoTime;
import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the controller of gateways found about an entry.
public record RouteStatus(@Nullable List<Condition> conditions) {
  public static final Struct<RouteStatus> CODEC =
      Struct.<RouteStatus>named("Status")
          .field("Conditions", nullable(list(Condition.CODEC)), RouteStatus::conditions)
          .build(v -> new RouteStatus(v.get(0)));

  /// Nothing found yet.
  public static final RouteStatus NONE = new RouteStatus(null);

  /// One finding.
  public record Condition(
      String type,
      String status,
      String reason,
      String message,
      @Nullable ResourceReference resource,
      @Nullable GoTime lastTransitionTime) {
    public static final Struct<Condition> CODEC =
        Struct.<Condition>named("Condition")
            .field("Type", STRING, Condition::type)
            .field("Status", STRING, Condition::status)
            .field("Reason", STRING, Condition::reason)
            .field("Message", STRING, Condition::message)
            .field("Resource", nullable(ResourceReference.CODEC), Condition::resource)
            .field("LastTransitionTime", nullable(TIME), Condition::lastTransitionTime)
            .build(v -> new Condition(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
  }
}
