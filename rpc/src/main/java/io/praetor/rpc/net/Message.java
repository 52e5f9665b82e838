// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.EnclosedCodec;
import io.praetor.wire.Kind;
import io.praetor.wire.MsgpackDecoder;

/// A header and a body, as they came.
///
/// @param bytes both, one after the other; not to be changed
/// @param bodyAt where the body begins
public record Message(byte[] bytes, int bodyAt) {
  /// @throws io.praetor.wire.DecodeException when it is not such a header
  public <T> T header(Codec<T> codec) {
    return codec.read(new MsgpackDecoder(bytes, 0, bodyAt, Decoder.Unknown.IGNORE));
  }

  /// @throws io.praetor.wire.DecodeException when it is not such a body
  public <T> T body(Codec<T> codec) {
    return codec.read(new MsgpackDecoder(bytes, bodyAt, bytes.length, Decoder.Unknown.IGNORE));
  }

  /// The members that the body, which is of this codec, has beside its own.
  ///
  /// @throws io.praetor.wire.DecodeException when it has none
  <T> T beside(Codec<?> value, Codec<T> members) {
    if (!(value instanceof EnclosedCodec<?>)) {
      return body(members);
    }
    byte[] content = body(Codecs.BYTES).toArray();
    return members.read(
        new MsgpackDecoder(
            content, FlatMap.lastValue(content), content.length, Decoder.Unknown.IGNORE));
  }

  Kind bodyKind() {
    return new MsgpackDecoder(bytes, bodyAt, bytes.length, Decoder.Unknown.IGNORE).peek();
  }
}
