// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Where a node or service runs.
public record Locality(String region, String zone) {

  public static final Struct<Locality> CODEC =
      Struct.<Locality>named("Locality")
          .omitEmpty("Region", STRING, Locality::region)
          .omitEmpty("Zone", STRING, Locality::zone)
          .build(v -> new Locality(v.get(0), v.get(1)));
}
