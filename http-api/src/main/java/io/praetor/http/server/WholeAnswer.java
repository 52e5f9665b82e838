// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.praetor.http.Headers;
import io.praetor.http.Response;
import io.praetor.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of an answer whose body is complete. Nearly all are short and end up in one buffer, which
/// becomes one write to the socket.
final class WholeAnswer {
  private static final int MAX_COPIED_BODY = 16 * 1024;
  private static final int USUAL_HEAD = 512;

  private byte[] bytes;
  private int size;

  private WholeAnswer(int capacity) {
    bytes = new byte[capacity];
  }

  /// @param date the `Date` of the answer
  /// @param keep whether the connection can be used again
  /// @param withoutBody whether only the head is sent, which still tells the length: for HEAD
  static ByteBuf of(
      ByteBufAllocator allocator,
      boolean http10,
      Response response,
      Response.Bytes body,
      String date,
      boolean keep,
      boolean withoutBody) {
    int bodyLength = withoutBody || !mayHaveBody(response.status()) ? 0 : body.length();
    boolean copied = bodyLength <= MAX_COPIED_BODY;
    WholeAnswer out = new WholeAnswer(USUAL_HEAD + (copied ? bodyLength : 0));
    out.head(http10, response, body.length(), date, keep);
    if (!copied) {
      return Unpooled.wrappedBuffer(
          out.buffer(allocator),
          Unpooled.wrappedBuffer(body.array(), body.offset(), body.length()));
    }
    out.room(bodyLength);
    System.arraycopy(body.array(), body.offset(), out.bytes, out.size, bodyLength);
    out.size += bodyLength;
    return out.buffer(allocator);
  }

  private static boolean mayHaveBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }

  private ByteBuf buffer(ByteBufAllocator allocator) {
    return allocator.directBuffer(size).writeBytes(bytes, 0, size);
  }

  private void head(boolean http10, Response response, int bodyLength, String date, boolean keep) {
    HttpResponseStatus status = HttpResponseStatus.valueOf(response.status());
    ascii(http10 ? "HTTP/1.0 " : "HTTP/1.1 ");
    ascii(status.codeAsText());
    ascii(" ");
    ascii(status.reasonPhrase());
    ascii("\r\n");
    Headers headers = response.headers();
    headers.forEach(
        (name, value) -> {
          if (!isOurs(name)) {
            field(wire(name), wire(value));
          }
        });
    field("Date", date);
    if (!keep) {
      field("Connection", "close");
    } else if (http10) {
      field("Connection", "keep-alive");
    }
    if (status.code() >= 200 && status.code() != 204) {
      field("Content-Length", Integer.toString(bodyLength));
    }
    ascii("\r\n");
  }

  /// What belongs to the connection is not for others to say.
  private static boolean isOurs(String name) {
    return switch (name.length()) {
      case 4 -> name.equalsIgnoreCase("Date");
      case 10 -> name.equalsIgnoreCase("Connection");
      case 14 -> name.equalsIgnoreCase("Content-Length");
      default -> false;
    };
  }

  private void field(String name, String value) {
    ascii(name);
    ascii(": ");
    ascii(value);
    ascii("\r\n");
  }

  private void ascii(CharSequence text) {
    int length = text.length();
    room(length);
    byte[] to = bytes;
    int at = size;
    for (int i = 0; i < length; i++) {
      to[at + i] = (byte) text.charAt(i);
    }
    size = at + length;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  /// UTF-8 as Go writes it, and never a line break: some values carry names that clients chose.
  static String wire(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        String bytes = new String(Bytes.utf8(value).shared(), StandardCharsets.ISO_8859_1);
        return bytes.replaceAll("[\\x00-\\x1f\\x7f]", " ");
      }
    }
    return value;
  }
}
