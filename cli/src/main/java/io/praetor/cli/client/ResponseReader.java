// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads an HTTP/1.1 answer from a stream: status line and headers with bounded lengths and counts, then a body that ends
/// by its length, by its chunks or with the connection.
final class ResponseReader {
  static final int MAX_LINE_BYTES = 64 << 10;
  static final int MAX_HEADERS = 200;

  private final InputStream in;

  ResponseReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /// What stands before the body.
  record Head(int status, Map<String, String> headers) {}

  Head readHead() throws ApiError, IOException {
    while (true) {
      int status = status(line());
      Map<String, String> headers = headers();
      if (status >= 200 || status == 101) {
        return new Head(status, headers);
      }
    }
  }

  private static int status(String line) throws ApiError {
    if (!line.startsWith("HTTP/1.") || line.length() < 12 || line.charAt(8) != ' ') {
      throw new ApiError(
          "net/http: HTTP/1.x transport connection broken: malformed HTTP response "
              + quoted(line));
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      int digit = Character.digit(line.charAt(i), 10);
      if (digit < 0) {
        throw new ApiError("malformed HTTP status code " + quoted(line.substring(9)));
      }
      status = status * 10 + digit;
    }
    return status;
  }

  private static String quoted(String text) {
    StringBuilder shown = new StringBuilder("\"");
    for (int i = 0; i < Math.min(text.length(), 80); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x7f) {
        shown
            .append("\\x")
            .append(Character.forDigit(c >> 4 & 15, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        shown.append(c);
      }
    }
    return shown.append('"').toString();
  }

  private Map<String, String> headers() throws ApiError, IOException {
    Map<String, String> headers = new HashMap<>();
    for (int count = 0; ; count++) {
      String line = line();
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon <= 0 || count == MAX_HEADERS) {
        throw new ApiError("net/http: HTTP/1.x transport connection broken: malformed MIME header");
      }
      headers.putIfAbsent(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
  }

  private String line() throws ApiError, IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int unit = in.read(); unit != '\n'; unit = in.read()) {
      if (unit < 0) {
        if (line.size() == 0) {
          throw new EOFException("EOF");
        }
        break;
      }
      if (line.size() == MAX_LINE_BYTES) {
        throw new ApiError("net/http: HTTP/1.x transport connection broken: line too long");
      }
      line.write(unit);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  InputStream body(Head head) throws ApiError {
    if (head.status() == 204 || head.status() == 304) {
      return InputStream.nullInputStream();
    }
    if (head.headers().getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return new Chunked();
    }
    String length = head.headers().get("content-length");
    if (length == null) {
      return in;
    }
    try {
      long bytes = Long.parseLong(length);
      if (bytes >= 0) {
        return new Counted(bytes);
      }
    } catch (NumberFormatException e) {
      throw new ApiError("bad Content-Length \"" + length + "\"");
    }
    throw new ApiError("bad Content-Length \"" + length + "\"");
  }

  /// A body of known length.
  private final class Counted extends InputStream {
    private long left;

    Counted(long bytes) {
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(to, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("unexpected EOF");
      }
      left -= count;
      return count;
    }
  }

  /// A body in chunks, each with its length in hexadecimal before it.
  private final class Chunked extends InputStream {
    private static final int MAX_SIZE_DIGITS = 8;

    private long left;
    private boolean first = true;
    private boolean done;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (left == 0 && !done) {
        nextChunk();
      }
      if (done) {
        return -1;
      }
      int count = in.read(to, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("unexpected EOF");
      }
      left -= count;
      return count;
    }

    private void nextChunk() throws IOException {
      try {
        if (!first) {
          line();
        }
        first = false;
        String size = line();
        int end = size.indexOf(';');
        String digits = (end < 0 ? size : size.substring(0, end)).strip();
        if (digits.isEmpty() || digits.length() > MAX_SIZE_DIGITS) {
          throw new IOException("malformed chunked encoding");
        }
        left = Long.parseLong(digits, 16);
        if (left < 0) {
          throw new IOException("malformed chunked encoding");
        }
        if (left == 0) {
          done = true;
          headers();
        }
      } catch (NumberFormatException e) {
        throw new IOException("malformed chunked encoding", e);
      } catch (ApiError e) {
        throw new IOException(e.text(), e);
      }
    }
  }
}
