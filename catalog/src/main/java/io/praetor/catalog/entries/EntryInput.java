// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.wire.GoQuote;
import io.praetor.wire.LooseDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Entries as people write them: parsed JSON or HCL, read with Consul's leniency and refused with its
/// texts.
public final class EntryInput {
  private EntryInput() {}

  /// The entry that a tree of maps, lists, texts, numbers and flags describes. Nothing is filled in or
  /// checked beyond its shape.
  ///
  /// @throws EntryException when it is no entry, of no kind, or has members that the kind does not
  ///     have
  public static ConfigEntry read(@Nullable Object tree) {
    if (tree != null && !(tree instanceof Map<?, ?>)) {
      throw new EntryException(
          "'' expected type 'map[string]interface {}', got unconvertible type '"
              + LooseDecoder.goType(tree)
              + "'");
    }
    EntryKind<?> kind = EntryKinds.required(kind(tree instanceof Map<?, ?> map ? map : Map.of()));
    LooseDecoder in = new LooseDecoder(tree);
    ConfigEntry entry = kind.codec().read(in);
    if (!in.faults().isEmpty()) {
      throw new EntryException(
          "decoding failed due to the following error(s):\n\n" + String.join("\n", in.faults()));
    }
    List<String> unknown = in.unknownKeys().stream().map(EntryInput::invalidKey).toList();
    if (!unknown.isEmpty()) {
      throw EntryException.of(unknown);
    }
    return entry.withKind(kind.name()).withDefaultName();
  }

  private static String kind(Map<?, ?> tree) {
    String key = tree.containsKey("Kind") ? "Kind" : "kind";
    if (!tree.containsKey(key)) {
      throw new EntryException("Payload does not contain a kind/Kind key at the top level");
    }
    if (tree.get(key) instanceof String name) {
      return name;
    }
    throw new EntryException("Kind value in payload is not a string");
  }

  private static String invalidKey(String path) {
    String last = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String feature = last.equals("namespace") ? ", namespaces are a consul enterprise feature" : "";
    return "invalid config key " + GoQuote.quote(path) + feature;
  }
}
