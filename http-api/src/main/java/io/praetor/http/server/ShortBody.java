// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.buffer.ByteBuf;
import io.praetor.http.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A body so short that its request is looked at only when all of it is here. Filled on the event
/// loop, then handed over with the request; may be read more than once.
final class ShortBody implements Body {
  static final int MAX_BYTES = 8 * 1024;

  private final byte[] bytes;
  private int size;
  private @Nullable String failure;

  ShortBody(int declaredLength) {
    bytes = new byte[declaredLength];
  }

  /// The decoder gives no more than was declared.
  void add(ByteBuf piece) {
    int more = piece.readableBytes();
    piece.readBytes(bytes, size, more);
    size += more;
  }

  /// The rest will not come; readers get this text.
  void fail(String text) {
    failure = text;
  }

  @Override
  public long declaredLength() {
    return bytes.length;
  }

  @Override
  public InputStream stream() {
    String broken = failure;
    if (broken == null) {
      return new ByteArrayInputStream(bytes, 0, size);
    }
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException(broken);
      }

      @Override
      public int read(byte[] into, int from, int most) throws IOException {
        throw new IOException(broken);
      }
    };
  }

  @Override
  public byte[] bytes(int limit) throws IOException, TooLarge {
    if (bytes.length > limit) {
      throw new TooLarge();
    }
    if (failure != null) {
      throw new IOException(failure);
    }
    return Arrays.copyOf(bytes, size);
  }
}
