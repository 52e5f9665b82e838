// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.catalog.QuerySource;
import io.praetor.wire.Struct;

/// Runs or explains a query.
///
/// @param limit how many instances are wanted; 0 means all
/// @param source whom the results shall be near to, if its node is not empty
/// @param agent the agent that asks, for `_agent` and `${agent.segment}`
public record PreparedQueryExecuteRequest(
    String queryIdOrName, int limit, boolean connect, QuerySource source, QuerySource agent) {
  public static final Struct<PreparedQueryExecuteRequest> CODEC =
      Struct.<PreparedQueryExecuteRequest>named("PreparedQueryExecuteRequest")
          .field("QueryIDOrName", STRING, PreparedQueryExecuteRequest::queryIdOrName)
          .field("Limit", INT, PreparedQueryExecuteRequest::limit)
          .field("Connect", BOOL, PreparedQueryExecuteRequest::connect)
          .field("Source", QuerySource.CODEC, PreparedQueryExecuteRequest::source)
          .field("Agent", QuerySource.CODEC, PreparedQueryExecuteRequest::agent)
          .build(
              v ->
                  new PreparedQueryExecuteRequest(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));

  /// Everything the query finds, near to nobody.
  public static PreparedQueryExecuteRequest of(String queryIdOrName) {
    return new PreparedQueryExecuteRequest(
        queryIdOrName, 0, false, QuerySource.NONE, QuerySource.NONE);
  }
}
