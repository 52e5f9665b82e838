// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The codecs that records are put together from. Names say the Java side; each comment says the Go
/// side.
public final class Codecs {
  public static final Codec<String> STRING =
      of(Encoder::string, Decoder::string, "", String::isEmpty);

  public static final Codec<Boolean> BOOL = of(Encoder::bool, Decoder::bool, false, v -> !v);

  /// Go's `int`, held in 32 bits here: ports, weights, counts.
  public static final Codec<Integer> INT =
      of((out, value) -> out.int64(value), in -> (int) in.int64(32, "int"), 0, v -> v == 0);

  /// Go's `uint8` to `uint32` that fit a Java int.
  public static final Codec<Integer> UINT =
      of((out, value) -> out.uint64(value), in -> (int) in.uint64(31, "uint"), 0, v -> v == 0);

  public static final Codec<Long> LONG =
      of(Encoder::int64, in -> in.int64(64, "int64"), 0L, v -> v == 0);

  /// Go's `uint64`, all 64 bits in a Java long.
  public static final Codec<Long> ULONG =
      of(Encoder::uint64, in -> in.uint64(64, "uint64"), 0L, v -> v == 0);

  public static final Codec<Double> DOUBLE =
      of(Encoder::float64, Decoder::float64, 0.0, v -> v == 0);

  /// `[]byte`; nil and empty are kept apart.
  public static final Codec<Bytes> BYTES =
      of(Encoder::bytes, Decoder::bytes, Bytes.NIL, Bytes::isEmpty);

  public static final Codec<GoTime> TIME =
      of(Encoder::time, Decoder::time, GoTime.ZERO, v -> false);

  /// `time.Duration`: nanoseconds in both forms, and only a number is read.
  public static final Codec<Duration> DURATION_NANOS =
      duration(
          (out, value) -> out.int64(GoDuration.nanos(value)),
          in -> Duration.ofNanos(in.int64(64, "time.Duration")));

  /// Nanoseconds out, text or nanoseconds in.
  public static final Codec<Duration> DURATION_NANOS_LENIENT =
      duration((out, value) -> out.int64(GoDuration.nanos(value)), Codecs::lenientDuration);

  /// `"10s"` in JSON (`"0s"` for zero), nanoseconds in msgpack; text or nanoseconds in.
  public static final Codec<Duration> DURATION_TEXT =
      duration(
          (out, value) -> {
            if (out.form() == Encoder.Form.JSON) {
              out.string(GoDuration.format(value));
            } else {
              out.int64(GoDuration.nanos(value));
            }
          },
          Codecs::lenientDuration);

  /// `interface{}`: null, Boolean, String, Double, Long, BigInteger beyond Long, List, Map.
  public static final Codec<@Nullable Object> ANY = new AnyCodec();

  /// A value kept as its bytes in the form it came in.
  public static final Codec<Bytes> ENCODED =
      of(
          (out, value) -> {
            if (value.isEmpty()) {
              out.nil();
            } else {
              out.encoded(value);
            }
          },
          Decoder::encoded,
          Bytes.NIL,
          Bytes::isEmpty);

  public static final Codec<List<String>> STRINGS = list(STRING);

  /// `map[string]string`, nil written when empty.
  public static final Codec<Map<String, String>> STRING_MAP = mapOrNil(STRING);

  private Codecs() {}

  /// A codec out of its four parts.
  public static <T extends @Nullable Object> Codec<T> of(
      BiConsumer<Encoder, T> writer, Function<Decoder, T> reader, T zero, Predicate<T> empty) {
    return new Codec<>() {
      @Override
      public void write(Encoder out, T value) {
        writer.accept(out, value);
      }

      @Override
      public T read(Decoder in) {
        return reader.apply(in);
      }

      @Override
      public T zero() {
        return zero;
      }

      @Override
      public boolean isEmpty(T value) {
        return empty.test(value);
      }
    };
  }

  private static Codec<Duration> duration(
      BiConsumer<Encoder, Duration> writer, Function<Decoder, Duration> reader) {
    return of(writer, reader, Duration.ZERO, Duration::isZero);
  }

  private static Duration lenientDuration(Decoder in) {
    if (in.peek() == Kind.STRING) {
      String text = in.string();
      try {
        return text.isEmpty() ? Duration.ZERO : GoDuration.parse(text);
      } catch (GoDuration.InvalidDuration e) {
        throw DecodeException.invalid(String.valueOf(e.getMessage()));
      }
    }
    if (in.peek() == Kind.FLOAT) {
      return Duration.ofNanos((long) in.float64());
    }
    return Duration.ofNanos(in.int64(64, "time.Duration"));
  }

  /// The same field with different habits in JSON and in msgpack.
  public static <T extends @Nullable Object> Codec<T> byForm(Codec<T> json, Codec<T> msgpack) {
    return of(
        (out, value) -> (out.form() == Encoder.Form.JSON ? json : msgpack).write(out, value),
        in -> (in.form() == Encoder.Form.JSON ? json : msgpack).read(in),
        json.zero(),
        json::isEmpty);
  }

  /// A Java type of its own over another codec: enums, ids, wrapped texts.
  public static <A, T> Codec<T> convert(Codec<A> inner, Function<T, A> to, Function<A, T> from) {
    return of(
        (out, value) -> inner.write(out, to.apply(value)),
        in -> from.apply(inner.read(in)),
        from.apply(inner.zero()),
        value -> inner.isEmpty(to.apply(value)));
  }

  /// A pointer: null is nil.
  public static <T> Codec<@Nullable T> nullable(Codec<T> codec) {
    return new NullableCodec<>(codec);
  }

  /// For a record that holds its own kind, or one declared later.
  public static <T> Codec<T> lazy(Supplier<Codec<T>> codec) {
    return new LazyCodec<>(codec);
  }

  /// `[]T`, never null here; an empty one is written as `[]`, a nil is read as empty.
  public static <T extends @Nullable Object> Codec<List<T>> list(Codec<T> element) {
    return new ListCodec<>(element, false);
  }

  /// `[]T`, never null here; an empty one is written as nil.
  public static <T extends @Nullable Object> Codec<List<T>> listOrNil(Codec<T> element) {
    return new ListCodec<>(element, true);
  }

  /// `map[string]T`, never null here; written in key order; an empty one as `{}`.
  public static <T extends @Nullable Object> Codec<Map<String, T>> map(Codec<T> value) {
    return new MapCodec<>(value, false);
  }

  /// `map[string]T`, never null here; an empty one is written as nil.
  public static <T extends @Nullable Object> Codec<Map<String, T>> mapOrNil(Codec<T> value) {
    return new MapCodec<>(value, true);
  }
}
