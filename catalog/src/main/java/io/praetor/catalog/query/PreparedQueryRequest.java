// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import org.jspecify.annotations.Nullable;

/// Makes, changes or deletes a prepared query: the argument of `PreparedQuery.Apply` and the body of
/// log entries of type 7.
public record PreparedQueryRequest(
    String datacenter, String op, @Nullable PreparedQuery query, String token) {
  public static final String CREATE = "create";
  public static final String UPDATE = "update";
  public static final String DELETE = "delete";

  public static final Struct<PreparedQueryRequest> CODEC =
      Struct.<PreparedQueryRequest>named("PreparedQueryRequest")
          .field("Datacenter", STRING, PreparedQueryRequest::datacenter)
          .field("Op", STRING, PreparedQueryRequest::op)
          .field("Query", nullable(PreparedQuery.CODEC), PreparedQueryRequest::query)
          .field("Token", STRING, PreparedQueryRequest::token)
          .build(v -> new PreparedQueryRequest(v.get(0), v.get(1), v.get(2), v.get(3)));

  /// A request that is not logged yet: the datacenter and the token come with the call.
  public static PreparedQueryRequest of(String op, PreparedQuery query) {
    return new PreparedQueryRequest("", op, query, "");
  }

  public PreparedQueryRequest withQuery(PreparedQuery newQuery) {
    return new PreparedQueryRequest(datacenter, op, newQuery, token);
  }

  /// Names what is done, never a token.
  @Override
  public String toString() {
    return "PreparedQueryRequest[" + op + " " + query + "]";
  }
}
