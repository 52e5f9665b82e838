// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Whether nearer instances are preferred, which only the Enterprise edition does.
public record PrioritizeByLocality(String mode) {
  public static final Struct<PrioritizeByLocality> CODEC =
      Struct.<PrioritizeByLocality>named("ServiceResolverPrioritizeByLocality")
          .omitEmpty("Mode", STRING, PrioritizeByLocality::mode)
          .build(v -> new PrioritizeByLocality(v.get(0)));
}
