// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.LONG;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.catalog.query.PreparedQuery;
import io.praetor.catalog.query.PreparedQueryExecuteResponse;
import io.praetor.rpc.Reply;
import io.praetor.wire.Codec;
import io.praetor.wire.Struct;

/// The answers of `/v1/query` that are no lists. Those of running and explaining say about the read,
/// in the body, what other reads say in their header only.
final class QueryAnswers {
  /// The id of a new query.
  static final Codec<String> CREATED =
      Struct.<String>named("preparedQueryCreateResponse")
          .field("ID", STRING, id -> id)
          .build(v -> v.get(0));

  static final Codec<Reply<PreparedQueryExecuteResponse>> EXECUTED =
      withMeta(
          Struct.<Reply<PreparedQueryExecuteResponse>>named("PreparedQueryExecuteResponse")
              .embed(PreparedQueryExecuteResponse.CODEC, reply -> filled(reply.value())));

  static final Codec<Reply<PreparedQuery>> EXPLAINED =
      withMeta(
          Struct.<Reply<PreparedQuery>>named("PreparedQueryExplainResponse")
              .field("Query", PreparedQuery.CODEC, Reply::value));

  private QueryAnswers() {}

  private static PreparedQueryExecuteResponse filled(PreparedQueryExecuteResponse found) {
    return found.withNodes(found.nodes().stream().map(Filled::instance).toList());
  }

  private static <T> Codec<Reply<T>> withMeta(Struct.Builder<Reply<T>> value) {
    return value
        .field("Index", ULONG, reply -> reply.meta().index())
        .field("LastContact", LONG, reply -> reply.meta().lastContact().toNanos())
        .field("KnownLeader", BOOL, reply -> reply.meta().knownLeader())
        .field("ConsistencyLevel", STRING, reply -> reply.meta().consistencyLevel())
        .field("NotModified", BOOL, reply -> false)
        .field("Backend", LONG, reply -> 0L)
        .field("ResultsFilteredByACLs", BOOL, reply -> reply.meta().resultsFilteredByAcls())
        .buildWriteOnly();
  }
}
