// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.praetor.http.Body;
import io.praetor.http.Cancellation;
import io.praetor.http.Headers;
import io.praetor.http.Request;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request of a connection while it is worked on, and what the connection must remember of it
/// until it is answered.
final class Exchange {
  final Request request;
  final boolean keepAlive;
  final boolean http10;
  final boolean expectsContinue;

  /// Carries a body that is read while it comes in, else null.
  final @Nullable BodyPipe pipe;

  /// Takes a body that is short, else null.
  final @Nullable ShortBody shortBody;

  /// Body bytes that have come in; counted on the event loop.
  long received;

  /// Whether `100 Continue` went out; set and read on the event loop.
  boolean continued;

  /// Whether the body came to an end that cannot be trusted.
  boolean broken;

  private Exchange(
      HttpRequest head, Request request, @Nullable BodyPipe pipe, @Nullable ShortBody shortBody) {
    this.request = request;
    this.pipe = pipe;
    this.shortBody = shortBody;
    this.keepAlive = HttpUtil.isKeepAlive(head);
    this.http10 = head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    this.expectsContinue = HttpUtil.is100ContinueExpected(head);
  }

  static Exchange of(
      HttpRequest head,
      @Nullable InetSocketAddress client,
      Runnable onFirstRead,
      Runnable onDrained) {
    Headers headers = new Headers();
    for (Map.Entry<String, String> field : head.headers()) {
      headers.add(field.getKey(), field.getValue());
    }
    long length = declaredLength(head);
    boolean isShort =
        length > 0 && length <= ShortBody.MAX_BYTES && !HttpUtil.is100ContinueExpected(head);
    ShortBody shortBody = isShort ? new ShortBody((int) length) : null;
    BodyPipe pipe = length == 0 || isShort ? null : new BodyPipe(length, onFirstRead, onDrained);
    Body body = pipe != null ? pipe : shortBody != null ? shortBody : Body.EMPTY;
    Request request =
        new Request(head.method().name(), head.uri(), headers, body, client, new Cancellation());
    return new Exchange(head, request, pipe, shortBody);
  }

  /// 0 for no body, -1 for a chunked one.
  private static long declaredLength(HttpRequest head) {
    HttpHeaders headers = head.headers();
    if (HttpUtil.isTransferEncodingChunked(head)) {
      return -1;
    }
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length.strip());
  }

  /// How much of the announced body is still to come; of a chunked one nobody knows.
  long remaining() {
    long declared = request.body().declaredLength();
    return declared < 0 ? 0 : declared - received;
  }
}
