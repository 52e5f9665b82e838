// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One text with its name and format.
///
/// @param name as errors call it
/// @param format `hcl` or `json`
/// @param text the whole text
record SourceText(String name, String format, String text) {
  /// Longer texts are refused before they are parsed.
  private static final int MAX_LENGTH = 32 << 20;

  /// The values of the text under their current keys. An empty text has none.
  Settings settings(List<String> warnings) throws RefusedException {
    if (text.isEmpty()) {
      return new Settings();
    }
    try {
      if (text.length() > MAX_LENGTH) {
        throw new SyntaxException("text is too long");
      }
      return decode(name, tree(), warnings);
    } catch (SyntaxException e) {
      throw misread(name, e);
    }
  }

  /// The values of a tree that stands for a whole text.
  ///
  /// @param name as errors call the text
  static Settings decode(String name, Map<String, @Nullable Object> tree, List<String> warnings)
      throws RefusedException {
    try {
      Decoder decoder = new Decoder();
      Settings settings = decoder.decode(tree, Schema.AGENT);
      decoder.droppedKeys().stream().map(SourceText::dropped).forEach(warnings::add);
      EnterpriseRules.warn(settings, warnings);
      single(settings, "service", "services");
      single(settings, "check", "checks");
      return Deprecations.replace(settings, warnings);
    } catch (SyntaxException e) {
      throw misread(name, e);
    }
  }

  private static RefusedException misread(String name, SyntaxException e) {
    return new RefusedException("failed to parse " + name + ": " + e.getMessage());
  }

  /// The single form of a definition goes to the end of the list.
  private static void single(Settings settings, String key, String listKey) {
    Object block = settings.remove(key);
    if (block != null) {
      List<Object> list = new ArrayList<>(settings.blocks(listKey));
      list.add(block);
      settings.put(listKey, list);
    }
  }

  private Map<String, @Nullable Object> tree() throws SyntaxException {
    if (format.equals("hcl")) {
      return HclText.parse(text);
    }
    Object value = JsonText.parse(text);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map) {
      return Trees.map(value);
    }
    String kind =
        switch (value) {
          case List<?> ignored -> "array";
          case String ignored -> "string";
          case Boolean ignored -> "bool";
          default -> "number";
        };
    throw new SyntaxException(
        "json: cannot unmarshal " + kind + " into Go value of type map[string]interface {}");
  }

  private static String dropped(String key) {
    String shown = key.startsWith("audit.sink[") ? "audit.sink[].name" : GoText.quote(key);
    return "config key " + shown + " is deprecated and should be removed";
  }
}
