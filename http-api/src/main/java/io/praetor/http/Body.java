// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The body of a request, read at most once and only as far as asked, so that a refused upload is
/// never taken in. Reading blocks and belongs on a virtual thread.
public interface Body {
  Body EMPTY = of(new byte[0]);

  /// What `Content-Length` said, or -1 for a chunked body.
  long declaredLength();

  /// The bytes as they come in. A broken body ends in an [IOException] with Go's text.
  InputStream stream();

  /// The whole body when it has no more bytes than the limit.
  ///
  /// @throws TooLarge when it has more
  /// @throws IOException when the client breaks off or sends garbage
  default byte[] bytes(int limit) throws IOException, TooLarge {
    if (declaredLength() > limit) {
      throw new TooLarge();
    }
    try (InputStream in = stream()) {
      byte[] read = in.readNBytes(limit);
      if (read.length == limit && in.read() >= 0) {
        throw new TooLarge();
      }
      return read;
    }
  }

  /// A body that is already here.
  static Body of(byte[] bytes) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length);
    return new Body() {
      @Override
      public long declaredLength() {
        return copy.length;
      }

      @Override
      public InputStream stream() {
        return new ByteArrayInputStream(copy);
      }
    };
  }

  /// The body has more bytes than its route takes.
  final class TooLarge extends Exception {
    public TooLarge() {
      super("http: request body too large");
    }
  }
}
