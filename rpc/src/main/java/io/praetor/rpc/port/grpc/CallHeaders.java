// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import io.praetor.rpc.grpc.GrpcStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The header fields of gRPC calls.
final class CallHeaders {
  static final String CONTENT_TYPE = "application/grpc";

  private static final AsciiString CONTENT_TYPE_NAME = AsciiString.cached("content-type");
  private static final AsciiString STATUS = AsciiString.cached("grpc-status");
  private static final AsciiString MESSAGE = AsciiString.cached("grpc-message");
  private static final AsciiString TIMEOUT = AsciiString.cached("grpc-timeout");
  private static final AsciiString ENCODING = AsciiString.cached("grpc-encoding");

  private static final int MAX_TIMEOUT_DIGITS = 8;

  private CallHeaders() {}

  /// What precedes the first answer.
  static Http2Headers begin() {
    return new DefaultHttp2Headers().status("200").set(CONTENT_TYPE_NAME, CONTENT_TYPE);
  }

  /// The end of a call.
  ///
  /// @param headers to add it to: new ones, or those of `begin` when nothing was answered
  static Http2Headers end(Http2Headers headers, GrpcStatus status, String message) {
    headers.set(STATUS, Integer.toString(status.code()));
    if (!message.isEmpty()) {
      headers.set(MESSAGE, percentEncoded(message));
    }
    return headers;
  }

  static boolean isGrpc(Http2Headers headers) {
    CharSequence type = headers.get(CONTENT_TYPE_NAME);
    if (type == null) {
      return false;
    }
    String text = type.toString().toLowerCase(Locale.ROOT);
    return text.equals(CONTENT_TYPE)
        || text.startsWith(CONTENT_TYPE + "+")
        || text.startsWith(CONTENT_TYPE + ";");
  }

  /// How messages are compressed; empty when they are not.
  static String encoding(Http2Headers headers) {
    CharSequence encoding = headers.get(ENCODING);
    return encoding == null || encoding.toString().equals("identity") ? "" : encoding.toString();
  }

  /// How long the caller waits; null for ever.
  ///
  /// @throws NumberFormatException when the text is no timeout
  static @Nullable Long timeoutNanos(Http2Headers headers) {
    CharSequence text = headers.get(TIMEOUT);
    if (text == null) {
      return null;
    }
    int digits = text.length() - 1;
    if (digits < 1 || digits > MAX_TIMEOUT_DIGITS) {
      throw new NumberFormatException("malformed grpc-timeout");
    }
    long unit =
        switch (text.charAt(digits)) {
          case 'H' -> 3_600_000_000_000L;
          case 'M' -> 60_000_000_000L;
          case 'S' -> 1_000_000_000L;
          case 'm' -> 1_000_000L;
          case 'u' -> 1_000L;
          case 'n' -> 1L;
          default -> throw new NumberFormatException("malformed grpc-timeout");
        };
    // Eight digits of hours can be more than a long holds: such a timeout is for ever.
    long count = Long.parseUnsignedLong(text.subSequence(0, digits).toString());
    return count > Long.MAX_VALUE / unit ? null : Long.valueOf(count * unit);
  }

  /// The status at the end of an answer; -1 when there is none that can be read.
  static int status(Http2Headers trailers) {
    CharSequence text = trailers.get(STATUS);
    return text == null || !text.toString().matches("[0-9]{1,3}")
        ? -1
        : Integer.parseInt(text.toString());
  }

  /// The text at the end of an answer.
  static String message(Http2Headers trailers) {
    CharSequence text = trailers.get(MESSAGE);
    return text == null ? "no message" : percentDecoded(text.toString());
  }

  /// What is no code of a byte stands for itself.
  private static String percentDecoded(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(c);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String percentEncoded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b < 0x7f && b != '%') {
        out.append((char) b);
      } else {
        out.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
      }
    }
    return out.toString();
  }
}
