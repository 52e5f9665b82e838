// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.post;
import static io.praetor.http.Endpoint.put;
import static io.praetor.http.Unsupported.unsupported;

import io.praetor.http.Endpoint.Mark;
import java.util.List;

/// `/v1/query`: prepared queries. There are none yet, so each is not found and none can be made.
final class QueryEndpoints {
  private static final String QUERIES = "prepared queries";

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/query").marks(Mark.STALE).acl("query:read filter").answers(unsupported(QUERIES)),
          post("/v1/query").acl("query:write").answers(unsupported(QUERIES)),
          get("/v1/query/{query*}")
              .marks(Mark.STALE, Mark.META_ON_ERROR, Mark.OWN_METHODS)
              .acl("query:read; execute: service:read filter")
              .params("limit", "near", "connect")
              .answers(QueryEndpoints::notFound),
          put("/v1/query/{query*}")
              .marks(Mark.OWN_METHODS)
              .acl("query:write")
              .answers(unsupported(QUERIES)),
          delete("/v1/query/{query*}")
              .marks(Mark.OWN_METHODS)
              .acl("query:write")
              .answers(unsupported(QUERIES)));

  private QueryEndpoints() {}

  private static Answer notFound(Call call) {
    call.metaOfError();
    throw new ApiException(404, "Query not found");
  }
}
