// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds a codec for any of Consul's structs out of `schema.json`, so that recorded bytes can be
/// read and written again for structs that have no record yet.
final class SchemaCodecs {
  private final Map<String, Map<String, Object>> structs;
  private final Map<String, Codec<?>> built = new LinkedHashMap<>();

  SchemaCodecs(Map<String, Object> schema) {
    this.structs = Vectors.cast(schema.get("structs"));
  }

  Codec<@Nullable Object> codec(String type) {
    return Vectors.cast(of(type));
  }

  private Codec<?> of(String type) {
    if (type.startsWith("nullable ")) {
      return Codecs.nullable(codec(type.substring("nullable ".length())));
    }
    if (type.startsWith("array<")) {
      return Codecs.nullable(Codecs.list(codec(inner(type, "array<"))));
    }
    if (type.startsWith("map<string,")) {
      return new KeptOrderMap(codec(inner(type, "map<string,")));
    }
    return switch (type) {
      case "string" -> Codecs.STRING;
      case "bool" -> Codecs.BOOL;
      case "int", "int32", "int64", "duration(int64 ns)" -> Codecs.LONG;
      case "uint", "uint8", "uint32", "uint64" -> Codecs.ULONG;
      case "float64" -> Codecs.DOUBLE;
      case "bytes" -> Codecs.BYTES;
      case "time" -> Codecs.TIME;
      default -> structs.containsKey(type) ? struct(type) : Codecs.ANY;
    };
  }

  private static String inner(String type, String prefix) {
    return type.substring(prefix.length(), type.length() - 1);
  }

  private Codec<?> struct(String type) {
    Map<String, Object> description = Vectors.cast(structs.get(type));
    if (description.containsKey("note")) { // A binary marshaller: one string.
      return Codecs.BYTES;
    }
    if (built.containsKey(type)) {
      return Codecs.lazy(() -> Vectors.<Codec<Map<String, Object>>>cast(built.get(type)));
    }
    built.put(type, Codecs.ANY); // Overwritten below; marks the type as begun for recursive ones.
    List<Map<String, Object>> fields =
        description.get("fields") == null ? List.of() : Vectors.cast(description.get("fields"));
    Struct.Builder<Map<String, Object>> builder = Struct.named(type);
    for (Map<String, Object> field : fields) {
      String name = Vectors.cast(field.get("name"));
      Codec<@Nullable Object> codec = codec(Vectors.cast(field.get("type")));
      if (field.containsKey("omitempty")) {
        builder.omitEmptyEverywhere(name, codec, owner -> owner.get(name));
      } else {
        builder.field(name, codec, owner -> owner.get(name));
      }
    }
    Struct<Map<String, Object>> struct =
        builder.build(
            values -> {
              Map<String, Object> read = new LinkedHashMap<>();
              for (int i = 0; i < fields.size(); i++) {
                read.put(Vectors.cast(fields.get(i).get("name")), values.get(i));
              }
              return read;
            });
    built.put(type, struct);
    return struct;
  }

  /// Go writes maps in random order; kept as read, they can be compared byte for byte.
  private record KeptOrderMap(Codec<@Nullable Object> value)
      implements Codec<@Nullable Map<String, @Nullable Object>> {
    @Override
    public void write(Encoder out, @Nullable Map<String, @Nullable Object> map) {
      if (map == null) {
        out.nil();
        return;
      }
      out.beginMap(map.size());
      map.forEach(
          (key, one) -> {
            out.key(key);
            value.write(out, one);
          });
      out.endMap();
    }

    @Override
    public @Nullable Map<String, @Nullable Object> read(Decoder in) {
      return in.peek() == Kind.NIL
          ? Codecs.nullable(Codecs.map(value)).read(in)
          : Codecs.map(value).read(in);
    }

    @Override
    public @Nullable Map<String, @Nullable Object> zero() {
      return null;
    }

    @Override
    public boolean isEmpty(@Nullable Map<String, @Nullable Object> map) {
      return map == null || map.isEmpty();
    }
  }
}
