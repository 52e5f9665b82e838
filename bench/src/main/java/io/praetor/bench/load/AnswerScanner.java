// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Finds the end of one HTTP/1.1 answer after another in bytes that come piece by piece, and keeps
/// no more of them than the status: a load needs nothing else, and whatever it does costs both
/// programs that it compares.
final class AnswerScanner {
  private static final int MAX_LINE = 8192;

  private enum Part {
    STATUS,
    FIELD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER
  }

  private final byte[] line = new byte[MAX_LINE];
  private int lineLength;
  private Part part = Part.STATUS;
  private boolean chunked;
  private long left;
  private int status;

  /// The status of the answer that ended last.
  int status() {
    return status;
  }

  /// Takes bytes up to the end of an answer; true when it is there. The next one begins with the next
  /// call.
  ///
  /// @throws IOException when it is no HTTP
  boolean ends(ByteBuffer in) throws IOException {
    while (in.hasRemaining()) {
      if (part == Part.BODY || part == Part.CHUNK) {
        int taken = (int) Math.min(left, in.remaining());
        in.position(in.position() + taken);
        left -= taken;
        if (left > 0) {
          return false;
        }
        if (part == Part.BODY) {
          return finished();
        }
        part = Part.CHUNK_END;
      } else if (!lineEnds(in)) {
        return false;
      } else if (takeLine()) {
        return true;
      }
    }
    return false;
  }

  private boolean lineEnds(ByteBuffer in) throws IOException {
    while (in.hasRemaining()) {
      byte next = in.get();
      if (next == '\n') {
        return true;
      }
      if (next != '\r') {
        if (lineLength == MAX_LINE) {
          throw new IOException("a line of more than " + MAX_LINE + " bytes");
        }
        line[lineLength++] = next;
      }
    }
    return false;
  }

  /// Whether the line was the last of the answer.
  private boolean takeLine() throws IOException {
    int length = lineLength;
    lineLength = 0;
    switch (part) {
      case STATUS -> {
        status = Integer.parseInt(text(9, Math.min(12, length)));
        part = Part.FIELD;
        chunked = false;
        left = 0;
      }
      case FIELD -> {
        if (length == 0) {
          return endOfHead();
        }
        field(length);
      }
      case CHUNK_SIZE -> {
        left = Long.parseLong(text(0, length).strip(), 16);
        part = left == 0 ? Part.TRAILER : Part.CHUNK;
      }
      case CHUNK_END -> part = Part.CHUNK_SIZE;
      case TRAILER -> {
        if (length == 0) {
          return finished();
        }
      }
      case BODY, CHUNK -> throw new IllegalStateException("these have no lines");
    }
    return false;
  }

  private boolean endOfHead() {
    if (chunked) {
      part = Part.CHUNK_SIZE;
      return false;
    }
    if (left == 0) {
      return finished();
    }
    part = Part.BODY;
    return false;
  }

  private boolean finished() {
    part = Part.STATUS;
    return true;
  }

  /// Two fields matter, and both are told from all others by two letters and a hyphen.
  private void field(int length) throws IOException {
    if (length > 15 && (line[0] | 0x20) == 'c' && line[7] == '-' && (line[8] | 0x20) == 'l') {
      String text = text(0, length).toLowerCase(Locale.ROOT);
      if (text.startsWith("content-length:")) {
        left = Long.parseLong(text.substring(15).strip());
      }
    } else if (length > 18 && (line[0] | 0x20) == 't' && line[8] == '-') {
      chunked |= text(0, length).toLowerCase(Locale.ROOT).matches("transfer-encoding:\\s*chunked");
    }
  }

  private String text(int from, int to) throws IOException {
    if (to <= from) {
      throw new IOException("not an HTTP answer");
    }
    return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
