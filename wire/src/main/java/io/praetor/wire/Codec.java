// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import org.jspecify.annotations.Nullable;

/// How one type is written and read, in JSON and in msgpack alike. Stateless and shared.
public interface Codec<T extends @Nullable Object> {
  void write(Encoder out, T value);

  T read(Decoder in);

  /// What an absent or nil field reads as.
  T zero();

  /// Whether JSON's `omitempty` drops it.
  boolean isEmpty(T value);
}
