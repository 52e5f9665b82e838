// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;

/// What came of loading a configuration.
public sealed interface LoadResult {
  /// A configuration that can be used, and what is worth saying about it, in the order to say it.
  record Loaded(RuntimeConfig config, List<String> warnings) implements LoadResult {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /// No usable configuration. The text may have several lines and end with an empty one; `agent`
  /// and `validate` print it behind prefixes of their own.
  record Refused(String error) implements LoadResult {}
}
