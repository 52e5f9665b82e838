// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.catalog.Frozen;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Encoder;
import io.praetor.wire.LooseDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The forms that members of entries have on the wire, beside the common ones.
final class Forms {
  private static final int FLOAT32_MARK = 0xca;

  static final Codec<@Nullable Map<String, @Nullable Object>> FREE_FORM = Frozen.FREE_FORM;

  /// `map[string]string`, nil kept apart from empty.
  static final Codec<@Nullable Map<String, String>> TEXTS =
      Codecs.nullable(Codecs.map(Codecs.STRING));

  /// Go's `uint32`, all 32 bits in a Java int.
  static final Codec<Integer> UINT32 =
      Codecs.of(
          (out, value) -> out.uint64(Integer.toUnsignedLong(value)),
          in -> (int) in.uint64(32, "uint32"),
          0,
          value -> value == 0);

  /// `time.Duration`: nanoseconds out; text or nanoseconds in, where people write it.
  static final Codec<Duration> DURATION = lenient(Codecs.DURATION_NANOS_LENIENT);

  /// As `DURATION`, with text out in JSON.
  static final Codec<Duration> DURATION_TEXT = lenient(Codecs.DURATION_TEXT);

  /// Read, but shown in msgpack alone.
  static final Codec<String> HIDDEN_STRING =
      Codecs.of(Encoder::string, Decoder::string, "", value -> true);

  /// Go's `float32`: four bytes in msgpack, its own shortest digits in JSON.
  static final Codec<Double> FLOAT32 =
      Codecs.of(Forms::writeFloat32, in -> widened((float) in.float64()), 0.0, value -> false);

  private Forms() {}

  private static Codec<Duration> lenient(Codec<Duration> codec) {
    return Codecs.of(
        codec::write,
        in -> in instanceof LooseDecoder loose ? loose.duration() : codec.read(in),
        codec.zero(),
        codec::isEmpty);
  }

  private static void writeFloat32(Encoder out, double value) {
    if (out.form() == Encoder.Form.JSON) {
      out.float64(value);
    } else {
      byte[] bytes = new byte[5];
      ByteBuffer.wrap(bytes).put((byte) FLOAT32_MARK).putFloat((float) value);
      out.encoded(Bytes.wrap(bytes));
    }
  }

  /// The float64 with the same shortest decimal digits.
  static double widened(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  static <T> List<T> items(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  static <V> Set<Map.Entry<String, V>> pairs(@Nullable Map<String, V> values) {
    return values == null ? Set.of() : values.entrySet();
  }
}
