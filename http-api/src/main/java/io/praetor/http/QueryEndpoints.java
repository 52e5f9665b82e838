// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.post;
import static io.praetor.http.Endpoint.put;

import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.QuerySource;
import io.praetor.catalog.query.PreparedQuery;
import io.praetor.catalog.query.PreparedQueryExecuteRequest;
import io.praetor.catalog.query.PreparedQueryExecuteResponse;
import io.praetor.catalog.query.PreparedQueryRequest;
import io.praetor.config.Ip;
import io.praetor.http.Endpoint.Mark;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.PreparedQueryMethods;
import io.praetor.rpc.PreparedQueryMethods.PreparedQuerySpecificRequest;
import io.praetor.rpc.Reply;
import io.praetor.wire.GoNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// `/v1/query`: prepared queries. What follows the path is an id, or an id or name and what to do
/// with it.
final class QueryEndpoints {
  private static final String EXECUTE = "/execute";
  private static final String EXPLAIN = "/explain";

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/query")
              .blocking()
              .marks(Mark.CONSISTENCY, Mark.META_ON_ERROR)
              .acl("query:read filter")
              .answers(
                  call -> queries(call.read(PreparedQueryMethods.LIST, DcSpecificRequest.ALL))),
          post("/v1/query").acl("query:write").answers(QueryEndpoints::create),
          get("/v1/query/{query*}")
              .blocking()
              .marks(Mark.CONSISTENCY, Mark.CACHED, Mark.META_ON_ERROR, Mark.OWN_METHODS)
              .acl("query:read; execute: service:read filter")
              .params("limit", "near", "connect")
              .answers(QueryEndpoints::read),
          put("/v1/query/{query*}")
              .marks(Mark.OWN_METHODS)
              .acl("query:write")
              .answers(QueryEndpoints::update),
          delete("/v1/query/{query*}")
              .marks(Mark.OWN_METHODS)
              .acl("query:write")
              .answers(
                  call -> {
                    apply(call, PreparedQueryRequest.DELETE, PreparedQuery.CODEC.zero());
                    return Answer.DONE;
                  }));

  private QueryEndpoints() {}

  private static Answer queries(List<PreparedQuery> found) {
    return Answer.list(PreparedQuery.CODEC, found);
  }

  private static Answer create(Call call) throws IOException, InterruptedException {
    PreparedQuery query = call.body(PreparedQuery.CODEC, ConsulError.DECODE);
    PreparedQueryRequest request = PreparedQueryRequest.of(PreparedQueryRequest.CREATE, query);
    return Answer.json(QueryAnswers.CREATED, call.write(PreparedQueryMethods.APPLY, request));
  }

  private static Answer update(Call call) throws IOException, InterruptedException {
    boolean empty = call.request().body().declaredLength() == 0;
    apply(
        call,
        PreparedQueryRequest.UPDATE,
        empty ? PreparedQuery.CODEC.zero() : call.body(PreparedQuery.CODEC, ConsulError.DECODE));
    return Answer.DONE;
  }

  /// The id is the one of the path, whatever the body says.
  private static void apply(Call call, String op, PreparedQuery query) throws InterruptedException {
    call.write(PreparedQueryMethods.APPLY, PreparedQueryRequest.of(op, query.withId(call.rest())));
  }

  private static Answer read(Call call) throws InterruptedException {
    String rest = call.rest();
    try {
      String path = "/" + rest;
      if (path.endsWith(EXECUTE)) {
        return execute(call, without(EXECUTE, rest));
      }
      if (path.endsWith(EXPLAIN)) {
        return explain(call, without(EXPLAIN, rest));
      }
      return queries(call.read(PreparedQueryMethods.GET, new PreparedQuerySpecificRequest(rest)));
    } catch (ConsulException e) {
      // Through the cache Consul does not tell this error from others.
      if (e.text().equals(PreparedQueryMethods.NOT_FOUND) && !call.options().useCache()) {
        call.metaOfError();
        throw new ApiException(404, e.text());
      }
      throw e;
    }
  }

  /// A path without a name is all name.
  private static String without(String end, String rest) {
    return rest.endsWith(end) ? rest.substring(0, rest.length() - end.length()) : rest;
  }

  private static Answer execute(Call call, String name) throws InterruptedException {
    PreparedQueryExecuteRequest request;
    try {
      request = request(call, name, connect(call.params().get("connect")));
    } catch (BadParameter e) {
      return Answer.text(500, String.valueOf(e.getMessage()));
    }
    unblock(call);
    var reply = call.fetchCached(PreparedQueryMethods.EXECUTE, request);
    return Answer.json(QueryAnswers.EXECUTED, translated(call, reply));
  }

  /// It says itself where it was found; from a peer, nowhere.
  private static Reply<PreparedQueryExecuteResponse> translated(
      Call call, Reply<PreparedQueryExecuteResponse> reply) {
    PreparedQueryExecuteResponse found = reply.value();
    if (!Translated.is(call, found.datacenter())) {
      return reply;
    }
    return new Reply<>(
        found.withNodes(found.nodes().stream().map(Translated::instance).toList()), reply.meta());
  }

  private static Answer explain(Call call, String name) throws InterruptedException {
    PreparedQueryExecuteRequest request;
    try {
      request = request(call, name, false);
    } catch (BadParameter e) {
      return Answer.text(500, String.valueOf(e.getMessage()));
    }
    unblock(call);
    var reply = call.fetch(PreparedQueryMethods.EXPLAIN, request);
    call.meta(reply.meta());
    return Answer.json(QueryAnswers.EXPLAINED, reply);
  }

  /// These answers have no index that one could wait for.
  private static void unblock(Call call) {
    call.options(call.options().withBlocking(0, call.options().maxQueryTime()));
  }

  private static PreparedQueryExecuteRequest request(Call call, String name, boolean connect)
      throws BadParameter {
    HttpApiConfig config = call.config();
    QuerySource near = Sources.near(call);
    return new PreparedQueryExecuteRequest(
        name,
        limit(call.params().get("limit")),
        connect,
        new QuerySource(config.datacenter(), "", near.node(), "", address(call), false),
        new QuerySource(config.datacenter(), "", config.nodeName(), "", "", false));
  }

  private static int limit(String text) throws BadParameter {
    try {
      long limit = text.isEmpty() ? 0 : GoNumber.parseInt(text, 10, 64);
      return Math.clamp(limit, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } catch (GoNumber.InvalidNumber e) {
      throw new BadParameter("Bad limit: " + e.text().replaceFirst("ParseInt", "Atoi"));
    }
  }

  private static boolean connect(String text) throws BadParameter {
    try {
      return !text.isEmpty() && GoNumber.parseBool(text);
    } catch (GoNumber.InvalidNumber e) {
      throw new BadParameter("Error parsing 'connect' value: " + e.text());
    }
  }

  /// Where the caller is, for `_ip`: what a proxy says of it, else its own address.
  private static String address(Call call) {
    String forwarded = call.request().header("X-Forwarded-For");
    InetAddress first = forwarded == null ? null : Ip.parse(forwarded.split(",", 2)[0].strip());
    InetAddress caller = first == null ? call.request().client() : first;
    return caller == null ? "" : Ip.text(caller);
  }

  /// A parameter that cannot be used. Its answer is a 500 without the header fields of a read.
  private static final class BadParameter extends Exception {
    private static final long serialVersionUID = 1L;

    BadParameter(String text) {
      super(text, null, false, false);
    }
  }
}
