// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a request that is not HTTP, or not HTTP as we speak it, in the words of Go's
/// server. The connection ends with it.
record Refusal(int status, String reason, String text) {
  private static final Refusal BAD = of(400, "Bad Request");

  private static Refusal of(int status, String reason) {
    return new Refusal(status, reason, status + " " + reason);
  }

  /// Null when there is nothing to refuse.
  static @Nullable Refusal of(HttpRequest head) {
    String encoding = head.headers().get("Transfer-Encoding");
    if (encoding != null && !encoding.strip().equalsIgnoreCase("chunked")) {
      return new Refusal(501, "Not Implemented", "Unsupported transfer encoding");
    }
    if (head.decoderResult().isFailure()) {
      return head.decoderResult().cause() instanceof TooLongFrameException
          ? of(431, "Request Header Fields Too Large")
          : BAD;
    }
    HttpVersion version = head.protocolVersion();
    if (version.majorVersion() != 1 || version.minorVersion() > 1) {
      return of(505, "HTTP Version Not Supported: unsupported protocol version");
    }
    List<String> hosts = head.headers().getAll("Host");
    if (version.minorVersion() == 1 && hosts.isEmpty()) {
      return of(400, "Bad Request: missing required Host header");
    }
    if (hosts.size() > 1) {
      return of(400, "Bad Request: too many Host headers");
    }
    if (!validFields(head) || !validLength(head, encoding != null)) {
      return BAD;
    }
    return head.uri().startsWith("/") || head.uri().contains("://") || head.uri().equals("*")
        ? null
        : BAD;
  }

  private static boolean validFields(HttpRequest head) {
    for (Map.Entry<String, String> field : head.headers()) {
      if (!token(field.getKey()) || !text(field.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean validLength(HttpRequest head, boolean chunked) {
    List<String> lengths = head.headers().getAll("Content-Length");
    if (chunked || lengths.isEmpty()) {
      return true;
    }
    return lengths.stream().distinct().count() == 1
        && lengths.getFirst().strip().matches("[0-9]{1,18}")
        && HttpUtil.getContentLength(head, -1L) >= 0;
  }

  private static boolean token(String name) {
    if (name.isEmpty()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean text(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return false;
      }
    }
    return true;
  }
}
