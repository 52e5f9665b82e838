// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.util.function.BiConsumer;
import java.util.function.Function;

/// A value that stands in msgpack inside a byte string, as Go's binary marshallers put it: one or more
/// values one after the other, the last of which is a map. Stateless.
public final class EnclosedCodec<T> implements Codec<T> {
  private final BiConsumer<MsgpackEncoder, T> writer;
  private final Function<MsgpackDecoder, T> reader;
  private final T zero;

  private EnclosedCodec(
      BiConsumer<MsgpackEncoder, T> writer, Function<MsgpackDecoder, T> reader, T zero) {
    this.writer = writer;
    this.reader = reader;
    this.zero = zero;
  }

  /// @param writer writes all values that stand in the byte string
  public static <T> EnclosedCodec<T> of(
      BiConsumer<MsgpackEncoder, T> writer, Function<MsgpackDecoder, T> reader, T zero) {
    return new EnclosedCodec<>(writer, reader, zero);
  }

  /// A single value in a byte string.
  public static <T> EnclosedCodec<T> of(Codec<T> codec) {
    return of(codec::write, codec::read, codec.zero());
  }

  @Override
  public void write(Encoder out, T value) {
    MsgpackEncoder inner = new MsgpackEncoder(MsgpackEncoder.Flavor.RPC);
    writer.accept(inner, value);
    out.bytes(Bytes.wrap(inner.toByteArray()));
  }

  @Override
  public T read(Decoder in) {
    return reader.apply(new MsgpackDecoder(in.bytes().shared()));
  }

  @Override
  public T zero() {
    return zero;
  }

  @Override
  public boolean isEmpty(T value) {
    return false;
  }
}
