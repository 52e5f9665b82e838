// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRINGS;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where to look when no instance is left: the nearest datacenters, then named ones, or targets.
public record QueryFailoverOptions(
    int nearestN, @Nullable List<String> datacenters, @Nullable List<QueryFailoverTarget> targets) {
  public static final Struct<QueryFailoverOptions> CODEC =
      Struct.<QueryFailoverOptions>named("QueryFailoverOptions")
          .field("NearestN", INT, QueryFailoverOptions::nearestN)
          .field("Datacenters", nullable(STRINGS), QueryFailoverOptions::datacenters)
          .field(
              "Targets", nullable(list(QueryFailoverTarget.CODEC)), QueryFailoverOptions::targets)
          .build(v -> new QueryFailoverOptions(v.get(0), v.get(1), v.get(2)));

  public QueryFailoverOptions {
    datacenters = datacenters == null ? null : List.copyOf(datacenters);
    targets = targets == null ? null : List.copyOf(targets);
  }
}
