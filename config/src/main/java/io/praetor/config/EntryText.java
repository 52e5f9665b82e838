// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The text of one configuration entry, HCL or JSON, as a tree of maps, lists, texts, numbers and
/// flags. A block is a list of one map. Depth is bounded. Pure; any thread.
public final class EntryText {
  private EntryText() {}

  /// @throws SyntaxException when the text is neither
  public static Map<String, @Nullable Object> parse(String text) throws SyntaxException {
    return HclText.parse(text);
  }
}
