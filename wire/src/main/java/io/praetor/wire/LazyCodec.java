// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.function.Supplier;

/// Looks the codec up at each use, which breaks the circle of a record that contains its own kind.
/// Use it inside `nullable`, `list` or `map` only: a struct has no finite zero that holds itself.
record LazyCodec<T>(Supplier<Codec<T>> codec) implements Codec<T> {
  @Override
  public void write(Encoder out, T value) {
    codec.get().write(out, value);
  }

  @Override
  public T read(Decoder in) {
    return codec.get().read(in);
  }

  @Override
  public T zero() {
    return codec.get().zero();
  }

  @Override
  public boolean isEmpty(T value) {
    return codec.get().isEmpty(value);
  }
}
