// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.post;
import static io.praetor.http.Endpoint.put;
import static io.praetor.http.Unsupported.unsupported;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.connect.CaConfiguration;
import io.praetor.connect.CaRequest;
import io.praetor.connect.CaRoot;
import io.praetor.connect.CaTables;
import io.praetor.connect.IssuedCert;
import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Reply;
import io.praetor.wire.Bytes;
import io.praetor.wire.GoNumber;
import java.io.IOException;
import java.util.List;

/// `/v1/connect` and the mesh routes of the agent: the authority and its certificates; intentions are not there
/// yet.
final class ConnectEndpoints {
  private static final String READ_ONLY = "CA Provider State is read-only";
  private static final String INTENTIONS = "intentions";

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
              .answers(ConnectEndpoints::leaf),
          post("/v1/agent/connect/authorize")
              .scope(Scope.NAMESPACE)
              .acl("service:write on the target")
              .answers(unsupported(INTENTIONS)),
          get("/v1/connect/ca/configuration")
              .marks(Mark.STALE)
              .acl("operator:write")
              .answers(
                  call ->
                      Answer.json(
                          CaConfiguration.CODEC,
                          call.ask(
                              ConnectMethods.CONFIGURATION_GET, ConnectMethods.NoArgument.NONE))),
          put("/v1/connect/ca/configuration")
              .acl("operator:write")
              .answers(ConnectEndpoints::configure),
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
    Reply<CaTables.Roots> reply = call.fetch(ConnectMethods.ROOTS, ConnectMethods.NoArgument.NONE);
    CaTables.Roots roots = reply.value();
    if (!pem) {
      // Consul writes a chain before it could send these.
      call.meta(reply.meta());
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

  private static Answer configure(Call call) throws IOException, InterruptedException {
    CaConfiguration config = call.body(nullable(CaConfiguration.CODEC), ConsulError.DECODE);
    if (config == null) {
      throw ApiException.badRequest(ConsulError.DECODE + "EOF");
    }
    try {
      call.ask(ConnectMethods.CONFIGURATION_SET, CaRequest.setConfig(config));
    } catch (ConsulException e) {
      if (e.text().endsWith(READ_ONLY)) {
        throw ApiException.badRequest(
            "Provider State is read-only. It must be omitted or identical to the current value");
      }
      throw e;
    }
    return Answer.DONE;
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

  /// The agent keeps the certificate with its key, and makes a new one before it ends.
  private static Answer leaf(Call call) throws InterruptedException {
    IssuedCert certificate =
        call.leaves().get(call.rest(), call.options(), call.writeOptions().datacenter());
    call.headers().set("X-Cache", "MISS");
    call.index(certificate.modifyIndex());
    return Answer.json(IssuedCert.CODEC, certificate);
  }

  /// The agent always answers from its cache.
  private static Answer agentRoots(Call call) throws InterruptedException {
    call.options(Call.cached(call.options()));
    CaTables.Roots roots = call.readCached(ConnectMethods.ROOTS, ConnectMethods.NoArgument.NONE);
    return Answer.json(ConnectMethods.ROOTS.reply(), roots);
  }
}
