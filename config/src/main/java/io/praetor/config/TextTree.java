// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a text in HCL 1 or JSON as a tree of maps, lists, strings, numbers and booleans, without any
/// idea of what it means. For files that are not configuration. Pure; any thread.
public final class TextTree {
  private TextTree() {}

  /// The keys and values of the whole text. A block is a list of one map, and labels nest. A text that
  /// begins with a brace is JSON.
  ///
  /// @throws SyntaxException with Consul's words when it is neither
  public static Map<String, @Nullable Object> read(String text) throws SyntaxException {
    return HclText.parse(text);
  }
}
