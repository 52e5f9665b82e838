// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// In which order failover targets are tried.
public record FailoverPolicy(String mode, @Nullable List<String> regions) {
  public static final Struct<FailoverPolicy> CODEC =
      Struct.<FailoverPolicy>named("ServiceResolverFailoverPolicy")
          .omitEmpty("Mode", STRING, FailoverPolicy::mode)
          .omitEmpty("Regions", nullable(list(STRING)), FailoverPolicy::regions)
          .build(v -> new FailoverPolicy(v.get(0), v.get(1)));
}
