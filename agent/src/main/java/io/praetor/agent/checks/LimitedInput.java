// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of an answer with a `Content-Length`.
final class LimitedInput extends FilterInputStream {
  private long left;

  LimitedInput(InputStream in, long lengthBytes) {
    super(in);
    left = lengthBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int read = in.read(into, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new Dialer.DialException("unexpected EOF");
    }
    left -= read;
    return read;
  }
}
