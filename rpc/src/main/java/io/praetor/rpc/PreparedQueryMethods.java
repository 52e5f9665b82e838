// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.rpc.CatalogMethods.wrapped;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.listOrNil;

import io.praetor.catalog.CatalogException;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.query.PreparedQueries;
import io.praetor.catalog.query.PreparedQuery;
import io.praetor.catalog.query.PreparedQueryExecuteRemoteRequest;
import io.praetor.catalog.query.PreparedQueryExecuteRequest;
import io.praetor.catalog.query.PreparedQueryExecuteResponse;
import io.praetor.catalog.query.PreparedQueryRequest;
import io.praetor.catalog.query.PreparedQueryRules;
import io.praetor.catalog.query.QueryExecution;
import io.praetor.store.ReadResult;
import io.praetor.store.Snapshot;
import io.praetor.store.View;
import io.praetor.wire.Codec;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.function.Supplier;

/// The methods of prepared queries.
public final class PreparedQueryMethods {
  /// What is answered for a query that does not exist.
  public static final String NOT_FOUND = "Query not found";

  /// One query by its id.
  public record PreparedQuerySpecificRequest(String queryId) {
    public static final Struct<PreparedQuerySpecificRequest> CODEC =
        Struct.<PreparedQuerySpecificRequest>named("PreparedQuerySpecificRequest")
            .field("QueryID", STRING, PreparedQuerySpecificRequest::queryId)
            .build(v -> new PreparedQuerySpecificRequest(v.get(0)));
  }

  private static final Codec<List<PreparedQuery>> QUERIES =
      wrapped("IndexedPreparedQueries", "Queries", listOrNil(PreparedQuery.CODEC));

  /// Makes, changes or deletes a query and answers its id.
  public static final Method.Write<PreparedQueryRequest, String> APPLY =
      Method.write(
          "PreparedQuery.Apply",
          PreparedQueryRequest.CODEC,
          STRING,
          (server, request) -> told(() -> decide(server, request)));

  /// The query with an id, in a list of one.
  public static final Method.Read<PreparedQuerySpecificRequest, List<PreparedQuery>> GET =
      Method.read(
          "PreparedQuery.Get",
          PreparedQuerySpecificRequest.CODEC,
          QUERIES,
          (snapshot, request) ->
              told(
                  () -> {
                    var found = PreparedQueries.get(snapshot, request.queryId());
                    if (found.value().isEmpty()) {
                      throw new ConsulException(NOT_FOUND);
                    }
                    return found;
                  }));

  public static final Method.Read<DcSpecificRequest, List<PreparedQuery>> LIST =
      Method.read(
          "PreparedQuery.List",
          DcSpecificRequest.CODEC,
          QUERIES,
          (snapshot, request) -> PreparedQueries.list(snapshot));

  /// The instances that a query finds. The answer has no index to wait for.
  public static final Method.Read<PreparedQueryExecuteRequest, PreparedQueryExecuteResponse>
      EXECUTE =
          Method.readHere(
              "PreparedQuery.Execute",
              PreparedQueryExecuteRequest.CODEC,
              PreparedQueryExecuteResponse.CODEC,
              (server, snapshot, request) ->
                  unindexed(execution(server, snapshot).run(resolve(snapshot, request), request)));

  /// Runs a query for the servers of another datacenter.
  public static final Method.Read<PreparedQueryExecuteRemoteRequest, PreparedQueryExecuteResponse>
      EXECUTE_REMOTE =
          Method.readHere(
              "PreparedQuery.ExecuteRemote",
              PreparedQueryExecuteRemoteRequest.CODEC,
              PreparedQueryExecuteResponse.CODEC,
              (server, snapshot, request) ->
                  unindexed(execution(server, snapshot).runRemote(request)));

  /// The query that would be run.
  public static final Method.Read<PreparedQueryExecuteRequest, PreparedQuery> EXPLAIN =
      Method.read(
          "PreparedQuery.Explain",
          PreparedQueryExecuteRequest.CODEC,
          wrapped("PreparedQueryExplainResponse", "Query", PreparedQuery.CODEC),
          (snapshot, request) -> unindexed(resolve(snapshot, request)));

  private PreparedQueryMethods() {}

  /// The refusals of the state are those of the method.
  private static <T> T told(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (CatalogException e) {
      throw new ConsulException(e.text());
    }
  }

  private static <T> ReadResult<T> unindexed(T value) {
    return ReadResult.of(value, 0);
  }

  private static QueryExecution execution(ServerContext server, Snapshot snapshot) {
    return new QueryExecution(
        snapshot, server.datacenter(), server.random(), new QueryFailover(server));
  }

  private static PreparedQuery resolve(View view, PreparedQueryExecuteRequest request) {
    PreparedQuery found =
        told(
            () ->
                PreparedQueries.resolve(view, request.queryIdOrName(), request.agent().segment()));
    if (found == null) {
      throw new ConsulException(NOT_FOUND);
    }
    return found;
  }

  private static Decision<String> decide(ServerContext server, PreparedQueryRequest request) {
    PreparedQuery query = request.query() == null ? PreparedQuery.CODEC.zero() : request.query();
    PreparedQuery named =
        switch (request.op()) {
          case PreparedQueryRequest.CREATE -> valid(query.withId(freshId(server, query)));
          case PreparedQueryRequest.UPDATE -> valid(known(server, query));
          case PreparedQueryRequest.DELETE -> known(server, query);
          default -> throw new ConsulException("Unknown prepared query operation: " + request.op());
        };
    return Decision.propose(
        Commands.PREPARED_QUERY,
        request.withQuery(named),
        "raft apply failed: ",
        result -> named.id());
  }

  private static String freshId(ServerContext server, PreparedQuery query) {
    if (!query.id().isEmpty()) {
      throw new ConsulException("ID must be empty when creating a new prepared query");
    }
    while (true) {
      String id = server.newUuid();
      if (PreparedQueries.get(server.snapshot(), id).value().isEmpty()) {
        return id;
      }
    }
  }

  private static PreparedQuery known(ServerContext server, PreparedQuery query) {
    try {
      if (PreparedQueries.get(server.snapshot(), query.id()).value().isEmpty()) {
        throw new ConsulException(
            "Cannot modify non-existent prepared query: '" + query.id() + "'");
      }
      return query;
    } catch (CatalogException e) {
      throw new ConsulException("Prepared Query lookup failed: " + e.text());
    }
  }

  private static PreparedQuery valid(PreparedQuery query) {
    String fault = PreparedQueryRules.fault(query);
    if (fault != null) {
      throw new ConsulException("Invalid prepared query: " + fault);
    }
    return query;
  }
}
