// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// One request as the edge hands it to the API.
///
/// @param method as sent; methods are case sensitive
/// @param target path and query as sent
/// @param headers the header fields
/// @param body the body, read lazily
/// @param from the client's address and port, null on a unix socket
/// @param cancellation fires when the client goes away
public record Request(
    String method,
    String target,
    Headers headers,
    Body body,
    @Nullable InetSocketAddress from,
    Cancellation cancellation) {

  /// A request without body or headers, as tests and the agent itself make them.
  public static Request of(String method, String target) {
    return new Request(method, target, new Headers(), Body.EMPTY, null, new Cancellation());
  }

  /// The client's address, null on a unix socket.
  public @Nullable InetAddress client() {
    return from == null ? null : from.getAddress();
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public String toString() {
    // Neither query nor headers: both may carry a token.
    int query = target.indexOf('?');
    return method + " " + (query < 0 ? target : target.substring(0, query));
  }
}
