// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The paths that a proxy exposes, and whether those of its HTTP checks are among them.
public record ExposeConfig(boolean checks, @Nullable List<ExposePath> paths) {

  public static final Struct<ExposeConfig> CODEC =
      Struct.<ExposeConfig>named("ExposeConfig")
          .omitEmpty("Checks", BOOL, ExposeConfig::checks)
          .omitEmpty("Paths", nullable(list(ExposePath.CODEC)), ExposeConfig::paths)
          .build(v -> new ExposeConfig(v.get(0), v.get(1)));

  /// All fields at Go's zero.
  public static final ExposeConfig NONE = new ExposeConfig(false, null);

  public ExposeConfig {
    paths = Frozen.list(paths);
  }
}
