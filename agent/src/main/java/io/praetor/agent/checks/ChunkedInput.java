// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.IOException;
import java.io.InputStream;

/// The body of an answer with `Transfer-Encoding: chunked`. Trailers are left unread:
/// the connection is not used again.
final class ChunkedInput extends InputStream {
  private static final int MAX_LINE_BYTES = 4096;

  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean ended;

  ChunkedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int read = in.read(into, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new Dialer.DialException("unexpected EOF");
    }
    left -= read;
    return read;
  }

  private void nextChunk() throws IOException {
    if (!first && !line().isEmpty()) {
      throw new Dialer.DialException("malformed chunked encoding");
    }
    first = false;
    String size = line();
    int extension = size.indexOf(';');
    size = (extension < 0 ? size : size.substring(0, extension)).strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new Dialer.DialException("invalid byte in chunk length");
    }
    left = Long.parseLong(size, 16);
    if (left == 0) {
      ended = true;
    }
  }

  private String line() throws IOException {
    String line = HttpMessage.line(in, new int[] {MAX_LINE_BYTES});
    if (line == null) {
      throw new Dialer.DialException("unexpected EOF");
    }
    return line;
  }
}
