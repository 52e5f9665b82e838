// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import org.jspecify.annotations.Nullable;

/// Whole values to msgpack bytes and back, in the RPC flavour unless told otherwise.
public final class Msgpack {
  private Msgpack() {}

  public static <T extends @Nullable Object> byte[] write(Codec<T> codec, T value) {
    return write(MsgpackEncoder.Flavor.RPC, codec, value);
  }

  public static <T extends @Nullable Object> byte[] write(
      MsgpackEncoder.Flavor flavor, Codec<T> codec, T value) {
    MsgpackEncoder out = new MsgpackEncoder(flavor);
    codec.write(out, value);
    return out.toByteArray();
  }

  /// The first value in `data`; both flavours read alike.
  public static <T extends @Nullable Object> T read(Codec<T> codec, byte[] data) {
    return codec.read(new MsgpackDecoder(data));
  }

  public static <T extends @Nullable Object> T read(Codec<T> codec, Bytes data) {
    return read(codec, data.shared());
  }

  /// Where the value that starts at `from` ends, or -1 if it is not all there yet: msgpack on a
  /// socket has no length in front. The caller bounds how much it is willing to collect.
  public static int end(byte[] data, int from, int to) {
    MsgpackDecoder in = new MsgpackDecoder(data, from, to, Decoder.Unknown.IGNORE);
    try {
      in.skip();
      return in.position();
    } catch (DecodeException e) {
      if (e.kind() == DecodeException.Kind.END) {
        return -1;
      }
      throw e;
    }
  }
}
