// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.GoRegex;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;

/// Who is to answer a query.
public sealed interface QueryFilter {
  int NODES = 0;
  int TAG = 1;

  Codec<List<String>> NAMES = Codecs.list(STRING);

  /// Members with these names.
  record Nodes(List<String> names) implements QueryFilter {
    public Nodes {
      names = List.copyOf(names);
    }
  }

  /// Members whose tag matches the expression somewhere; a missing tag is the empty text.
  record Tag(String tag, String expr) implements QueryFilter {
    static final Struct<Tag> CODEC =
        Struct.<Tag>named("filterTag")
            .field("Tag", STRING, Tag::tag)
            .field("Expr", STRING, Tag::expr)
            .build(v -> new Tag(v.get(0), v.get(1)));
  }

  static Bytes encode(QueryFilter filter) {
    return Bytes.wrap(
        switch (filter) {
          case Nodes(List<String> names) -> Messages.typed(NODES, NAMES, names);
          case Tag tag -> Messages.typed(TAG, Tag.CODEC, tag);
        });
  }

  static QueryFilter decode(Bytes encoded) {
    if (encoded.isEmpty()) {
      throw new PacketException("empty query filter");
    }
    byte[] data = encoded.shared();
    return switch (data[0]) {
      case NODES -> new Nodes(Messages.body(NAMES, data, 0, data.length));
      case TAG -> Messages.body(Tag.CODEC, data, 0, data.length);
      default -> throw new PacketException("query filter type " + data[0] + " is not known");
    };
  }

  /// Whether a member is meant; what cannot be understood means nobody.
  static boolean allows(List<Bytes> filters, String name, Map<String, String> tags) {
    try {
      for (Bytes encoded : filters) {
        boolean allowed =
            switch (decode(encoded)) {
              case Nodes(List<String> names) -> names.contains(name);
              case Tag(String tag, String expr) ->
                  GoRegex.compile(expr).find(tags.getOrDefault(tag, ""));
            };
        if (!allowed) {
          return false;
        }
      }
      return true;
    } catch (PacketException | GoRegex.InvalidRegex | GoRegex.TooCostly e) {
      return false;
    }
  }
}
