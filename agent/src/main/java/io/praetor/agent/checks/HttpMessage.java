// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 request and its answer on a connection that is closed afterwards. Written here
/// because checks show the reason phrase of the status line, set any header (`Host` too) and talk to
/// unix sockets, none of which the JDK's client does. Blocks; one thread.
final class HttpMessage {
  private static final int MAX_HEAD_BYTES = 256 * 1024;

  private HttpMessage() {}

  /// A header as it is sent or was received.
  record Header(String name, String value) {}

  /// An answer; the body is read from the connection as it is asked for.
  ///
  /// @param status the status line without the version: `404 Not Found`
  record Answer(int code, String status, List<Header> headers, InputStream body) {
    @Nullable String header(String name) {
      for (Header header : headers) {
        if (header.name.equalsIgnoreCase(name)) {
          return header.value;
        }
      }
      return null;
    }
  }

  static void send(
      OutputStream out, String method, String target, List<Header> headers, byte[] body)
      throws IOException {
    StringBuilder head =
        new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    for (Header header : headers) {
      // A line break would let a definition smuggle in a second request.
      if ((header.name + header.value).chars().anyMatch(c -> c == '\r' || c == '\n')) {
        throw new Dialer.DialException("net/http: invalid header field value");
      }
      head.append(header.name).append(": ").append(header.value).append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    request.writeTo(out);
    out.flush();
  }

  static Answer receive(InputStream connection, String method) throws IOException {
    InputStream in = new BufferedInputStream(connection);
    int[] budget = {MAX_HEAD_BYTES};
    while (true) {
      String line = line(in, budget);
      if (line == null) {
        throw new Dialer.DialException("EOF");
      }
      if (!line.matches("HTTP/\\d\\.\\d \\d{3}( .*)?")) {
        throw new Dialer.DialException(
            "net/http: HTTP/1.x transport connection broken: malformed HTTP response \""
                + line.substring(0, Math.min(line.length(), 128))
                + "\"");
      }
      int code = Integer.parseInt(line.substring(9, 12));
      List<Header> headers = headers(in, budget);
      if (code >= 200) {
        return new Answer(code, line.substring(9), headers, body(in, method, code, headers));
      }
    }
  }

  private static List<Header> headers(InputStream in, int[] budget) throws IOException {
    List<Header> headers = new ArrayList<>();
    for (String line = line(in, budget); ; line = line(in, budget)) {
      if (line == null) {
        throw new Dialer.DialException("unexpected EOF");
      }
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new Dialer.DialException(
            "net/http: HTTP/1.x transport connection broken: malformed MIME header line");
      }
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
  }

  private static InputStream body(InputStream in, String method, int code, List<Header> headers)
      throws IOException {
    Answer head = new Answer(code, "", headers, in);
    if (method.equals("HEAD") || code == 204 || code == 304) {
      return InputStream.nullInputStream();
    }
    String coding = head.header("Transfer-Encoding");
    if (coding != null && coding.toLowerCase(Locale.ROOT).contains("chunked")) {
      return new ChunkedInput(in);
    }
    String length = head.header("Content-Length");
    if (length == null) {
      return in;
    }
    try {
      return new LimitedInput(in, Long.parseUnsignedLong(length));
    } catch (NumberFormatException e) {
      throw new Dialer.DialException("bad Content-Length \"" + length + "\"");
    }
  }

  /// One line without its end; null at the end of the stream. Shares one budget over the whole head.
  static @Nullable String line(InputStream in, int[] budget) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
      }
      if (--budget[0] < 0) {
        throw new Dialer.DialException("net/http: server response headers exceeded the limit");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
