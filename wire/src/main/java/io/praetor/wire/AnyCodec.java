// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Go's `interface{}`. A JSON number is a float64 there, so it is a Double here, also when it is
/// whole; msgpack integers stay integers.
final class AnyCodec implements Codec<@Nullable Object> {
  @Override
  public void write(Encoder out, @Nullable Object value) {
    switch (value) {
      case null -> out.nil();
      case Boolean v -> out.bool(v);
      case String v -> out.string(v);
      case Double v -> out.float64(v);
      case Long v -> out.int64(v);
      case Integer v -> out.int64(v);
      case BigInteger v -> out.uint64(v.longValue());
      case Bytes v -> out.bytes(v);
      case List<?> v -> list(out, v);
      case Map<?, ?> v -> map(out, v);
      default ->
          throw new IllegalArgumentException("no wire form for " + value.getClass().getName());
    }
  }

  private void list(Encoder out, List<?> values) {
    out.beginArray(values.size());
    for (Object one : values) {
      write(out, one);
    }
    out.endArray();
  }

  private void map(Encoder out, Map<?, ?> values) {
    out.beginMap(values.size());
    List<String> keys = values.keySet().stream().map(String::valueOf).sorted(Utf8.ORDER).toList();
    for (String key : keys) {
      out.key(key);
      write(out, values.get(key));
    }
    out.endMap();
  }

  @Override
  public @Nullable Object read(Decoder in) {
    if (in instanceof LooseDecoder loose) {
      return loose.freeForm();
    }
    return switch (in.peek()) {
      case NIL -> {
        in.nil();
        yield null;
      }
      case BOOL -> in.bool();
      case STRING -> in.string();
      case FLOAT -> in.float64();
      case INTEGER -> integer(in);
      case ARRAY -> new ListCodec<>(this, false).read(in);
      case MAP -> new MapCodec<>(this, false).read(in);
    };
  }

  private static Object integer(Decoder in) {
    return switch (in) {
      case JsonDecoder json -> json.float64();
      case LooseDecoder loose -> loose.float64();
      case MsgpackDecoder msgpack -> msgpack.anyInteger();
    };
  }

  @Override
  public @Nullable Object zero() {
    return null;
  }

  @Override
  public boolean isEmpty(@Nullable Object value) {
    return value == null;
  }
}
