// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;

import io.praetor.wire.Struct;

/// Runs the query of another datacenter whose own instances are gone; it comes rendered.
public record PreparedQueryExecuteRemoteRequest(PreparedQuery query, int limit, boolean connect) {
  public static final Struct<PreparedQueryExecuteRemoteRequest> CODEC =
      Struct.<PreparedQueryExecuteRemoteRequest>named("PreparedQueryExecuteRemoteRequest")
          .field("Query", PreparedQuery.CODEC, PreparedQueryExecuteRemoteRequest::query)
          .field("Limit", INT, PreparedQueryExecuteRemoteRequest::limit)
          .field("Connect", BOOL, PreparedQueryExecuteRemoteRequest::connect)
          .build(v -> new PreparedQueryExecuteRemoteRequest(v.get(0), v.get(1), v.get(2)));
}
