// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.wire.Codec;
import io.praetor.wire.Decoder;
import io.praetor.wire.Encoder;
import java.util.function.BiConsumer;

/// A JSON form that the API only ever writes. Reading one is a fault of the program.
record Encoding<T>(BiConsumer<Encoder, T> writer) implements Codec<T> {
  @Override
  public void write(Encoder out, T value) {
    writer.accept(out, value);
  }

  @Override
  public T read(Decoder in) {
    throw new UnsupportedOperationException("this form is only written");
  }

  @Override
  public T zero() {
    throw new UnsupportedOperationException("this form is only written");
  }

  @Override
  public boolean isEmpty(T value) {
    return false;
  }
}
