// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.catalog.entries.EntryKind;
import io.praetor.catalog.entries.EntryKinds;
import io.praetor.wire.Codec;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.EnclosedCodec;
import io.praetor.wire.MsgpackEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The replies about entries: each is one byte string with values one after the other in it, the map of
/// QueryMeta last. That map is written empty and read over here: the port puts the members of QueryMeta
/// into it, as into any reply.
final class ConfigEntryReplies {
  private static final int MAX_ENTRIES = 1 << 20;

  /// A kind, empty when there is no entry, and the entry.
  static final Codec<Optional<ConfigEntry>> ONE =
      EnclosedCodec.of(
          (out, entry) -> {
            out.string(entry.map(found -> found.type().name()).orElse(""));
            entry.ifPresent(found -> found.type().codec().write(out, found));
            noMeta(out);
          },
          in -> {
            String kind = in.string();
            return kind.isEmpty() ? Optional.empty() : Optional.of(kind(kind).codec().read(in));
          },
          Optional.empty());

  /// A count, the kind, and a map with the entries.
  static final Codec<List<ConfigEntry>> OF_A_KIND =
      EnclosedCodec.of(
          (out, entries) -> {
            String kind = entries.isEmpty() ? "" : entries.getFirst().type().name();
            out.int64(entries.size());
            out.string(kind);
            out.beginMap(2);
            out.key("Entries");
            out.beginArray(entries.size());
            entries.forEach(entry -> entry.type().codec().write(out, entry));
            out.key("Kind");
            out.string(kind);
          },
          ConfigEntryReplies::ofAKind,
          List.of());

  /// A count, then each kind with its entry.
  static final Codec<List<ConfigEntry>> OF_ANY_KIND =
      EnclosedCodec.of(
          (out, entries) -> {
            out.int64(entries.size());
            for (ConfigEntry entry : entries) {
              out.string(entry.type().name());
              entry.type().codec().write(out, entry);
            }
            noMeta(out);
          },
          in -> {
            long count = count(in);
            List<ConfigEntry> entries = new ArrayList<>();
            for (long i = 0; i < count; i++) {
              entries.add(kind(in.string()).codec().read(in));
            }
            return List.copyOf(entries);
          },
          List.of());

  private ConfigEntryReplies() {}

  private static void noMeta(MsgpackEncoder out) {
    out.beginMap(0);
  }

  private static List<ConfigEntry> ofAKind(Decoder in) {
    long count = count(in);
    String kind = in.string();
    List<ConfigEntry> entries = new ArrayList<>();
    in.beginMap();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (key.equals("Entries") && count > 0) {
        in.beginArray();
        while (in.hasNext()) {
          entries.add(kind(kind).codec().read(in));
        }
      } else {
        in.skip();
      }
    }
    return List.copyOf(entries);
  }

  private static long count(Decoder in) {
    long count = in.int64(32, "int");
    if (count < 0 || count > MAX_ENTRIES) {
      throw DecodeException.invalid("too many config entries: " + count);
    }
    return count;
  }

  private static EntryKind<?> kind(String name) {
    EntryKind<?> kind = EntryKinds.named(name);
    if (kind == null) {
      throw DecodeException.invalid("invalid config entry kind: " + name);
    }
    return kind;
  }
}
