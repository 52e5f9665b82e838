// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes of HTTP headers.
public record HeaderModifiers(
    @Nullable Map<String, String> add,
    @Nullable Map<String, String> set,
    @Nullable List<String> remove) {
  public static final Struct<HeaderModifiers> CODEC =
      Struct.<HeaderModifiers>named("HTTPHeaderModifiers")
          .omitEmpty("Add", Forms.TEXTS, HeaderModifiers::add)
          .omitEmpty("Set", Forms.TEXTS, HeaderModifiers::set)
          .omitEmpty("Remove", nullable(list(STRING)), HeaderModifiers::remove)
          .build(v -> new HeaderModifiers(v.get(0), v.get(1), v.get(2)));
}
