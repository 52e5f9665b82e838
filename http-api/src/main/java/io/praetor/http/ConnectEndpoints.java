// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.post;
import static io.praetor.http.Endpoint.put;
import static io.praetor.http.Unsupported.unsupported;

import io.praetor.connect.CaRoot;
import io.praetor.connect.CaTables;
import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.rpc.ConnectMethods;
import io.praetor.wire.Bytes;
import io.praetor.wire.GoNumber;
import java.util.List;

/// `/v1/connect` and the mesh routes of the agent: the trusted roots; the rest is not there yet.
final class ConnectEndpoints {
  private static final String INTENTIONS = "intentions";
  private static final String CA = "the certificate authority";

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/connect/ca/roots")
              .blocking()
              .marks(Mark.META_ON_ERROR)
              .acl("none")
              .params("pem")
              .answers(ConnectEndpoints::roots),
          get("/v1/agent/connect/ca/roots")
              .blocking()
              .marks(Mark.CACHED)
              .acl("none")
              .answers(ConnectEndpoints::agentRoots),
          get("/v1/agent/connect/ca/leaf/{service*}")
              .blocking()
              .marks(Mark.CACHED)
              .scope(Scope.NAMESPACE)
              .acl("service:write")
              .answers(unsupported("leaf certificates")),
          post("/v1/agent/connect/authorize")
              .scope(Scope.NAMESPACE)
              .acl("service:write on the target")
              .answers(unsupported(INTENTIONS)),
          get("/v1/connect/ca/configuration")
              .marks(Mark.STALE)
              .acl("operator:write")
              .answers(unsupported(CA)),
          put("/v1/connect/ca/configuration").acl("operator:write").answers(unsupported(CA)),
          get("/v1/connect/intentions")
              .blocking()
              .marks(Mark.META_ON_ERROR, Mark.FILTER)
              .scope(Scope.NAMESPACE)
              .acl("intention:read filter")
              .answers(unsupported(INTENTIONS)),
          post("/v1/connect/intentions")
              .scope(Scope.NAMESPACE)
              .acl("intention:write")
              .answers(unsupported(INTENTIONS)),
          get("/v1/connect/intentions/match")
              .blocking()
              .marks(Mark.CONSISTENCY, Mark.META_ON_ERROR, Mark.CACHED)
              .scope(Scope.NAMESPACE)
              .acl("intention:read")
              .params("by", "name")
              .answers(unsupported(INTENTIONS)),
          get("/v1/connect/intentions/check")
              .marks(Mark.STALE)
              .scope(Scope.NAMESPACE)
              .acl("service:read")
              .params("source", "destination", "source-type")
              .answers(unsupported(INTENTIONS)),
          get("/v1/connect/intentions/exact")
              .marks(Mark.STALE)
              .scope(Scope.NAMESPACE)
              .acl("intention:read")
              .params("source", "destination")
              .answers(unsupported(INTENTIONS)),
          put("/v1/connect/intentions/exact")
              .scope(Scope.NAMESPACE)
              .acl("intention:write")
              .params("source", "destination")
              .answers(unsupported(INTENTIONS)),
          delete("/v1/connect/intentions/exact")
              .scope(Scope.NAMESPACE)
              .acl("intention:write")
              .params("source", "destination")
              .answers(unsupported(INTENTIONS)),
          get("/v1/connect/intentions/{id*}")
              .marks(Mark.STALE)
              .acl("intention:read")
              .answers(unsupported(INTENTIONS)),
          put("/v1/connect/intentions/{id*}")
              .acl("intention:write")
              .answers(unsupported(INTENTIONS)),
          delete("/v1/connect/intentions/{id*}")
              .acl("intention:write")
              .answers(unsupported(INTENTIONS)));

  private ConnectEndpoints() {}

  private static Answer roots(Call call) throws InterruptedException {
    boolean pem = pem(call.params());
    CaTables.Roots roots = call.read(ConnectMethods.ROOTS, ConnectMethods.NoArgument.NONE);
    if (!pem) {
      return Answer.json(ConnectMethods.ROOTS.reply(), roots);
    }
    StringBuilder chain = new StringBuilder();
    for (CaRoot root : roots.roots()) {
      chain.append(root.rootCert());
      root.intermediateCerts().forEach(chain::append);
    }
    return new Answer.Raw(
        200, "application/pem-certificate-chain", Bytes.utf8(chain.toString()).toArray());
  }

  private static boolean pem(Params params) {
    String pem = params.get("pem");
    if (pem.isEmpty()) {
      return false;
    }
    try {
      return GoNumber.parseBool(pem);
    } catch (GoNumber.InvalidNumber e) {
      throw ApiException.badRequest("The 'pem' query parameter must be a boolean value");
    }
  }

  /// The agent always answers from its cache.
  private static Answer agentRoots(Call call) throws InterruptedException {
    call.options(Call.cached(call.options()));
    CaTables.Roots roots = call.readCached(ConnectMethods.ROOTS, ConnectMethods.NoArgument.NONE);
    return Answer.json(ConnectMethods.ROOTS.reply(), roots);
  }
}
