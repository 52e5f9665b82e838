// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import org.jspecify.annotations.Nullable;

/// Whole values to JSON bytes and back.
public final class Json {
  private Json() {}

  public static <T extends @Nullable Object> byte[] write(
      Codec<T> codec, T value, JsonEncoder.Style style) {
    JsonEncoder out = new JsonEncoder(style);
    codec.write(out, value);
    return out.toByteArray();
  }

  public static <T extends @Nullable Object> byte[] write(Codec<T> codec, T value) {
    return write(codec, value, JsonEncoder.Style.COMPACT);
  }

  /// The first value in `data`; anything after it is ignored, as Go's decoder does.
  public static <T extends @Nullable Object> T read(
      Codec<T> codec, byte[] data, Decoder.Unknown unknown) {
    return codec.read(new JsonDecoder(data, unknown));
  }
}
