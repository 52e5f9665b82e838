// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The paths that a proxy exposes, and whether those of its HTTP checks are among them.
public record ExposeConfig(boolean checks, @Nullable List<ExposePath> paths) {

  /// All fields at Go's zero.
  public static final ExposeConfig NONE = new ExposeConfig(false, null);

  public ExposeConfig {
    paths = Frozen.list(paths);
  }
}
