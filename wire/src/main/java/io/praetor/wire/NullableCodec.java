// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import org.jspecify.annotations.Nullable;

/// A Go pointer, slice or map that may be nil: null here. `nullable(list(x))` keeps nil and empty
/// apart.
record NullableCodec<T>(Codec<T> codec) implements Codec<@Nullable T> {
  @Override
  public void write(Encoder out, @Nullable T value) {
    if (value == null) {
      out.nil();
    } else {
      codec.write(out, value);
    }
  }

  @Override
  public @Nullable T read(Decoder in) {
    if (in.peek() == Kind.NIL) {
      in.nil();
      return null;
    }
    return codec.read(in);
  }

  @Override
  public @Nullable T zero() {
    return null;
  }

  /// Go drops a nil pointer but not a pointer to zero; it drops empty slices and maps.
  @Override
  public boolean isEmpty(@Nullable T value) {
    return value == null
        || ((codec instanceof ListCodec<?> || codec instanceof MapCodec<?>)
            && codec.isEmpty(value));
  }
}
