// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.post;
import static io.praetor.http.Endpoint.put;
import static io.praetor.http.Unsupported.unsupported;

import io.praetor.http.Endpoint.Handler;
import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import java.util.List;

/// Peering, the internal routes of the browser interface: their features are not
/// there yet. What is off by configuration answers as Consul does.
final class LaterEndpoints {
  private static final String UI = "the browser interface";
  private static final String FEDERATION = "federation states";

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/discovery-chain/{service*}")
              .blocking()
              .marks(Mark.CONSISTENCY, Mark.META_ON_ERROR, Mark.CACHED)
              .scope(Scope.NAMESPACE)
              .acl("service:read")
              .params("compile-dc")
              .answers(unsupported("discovery chains")),
          post("/v1/discovery-chain/{service*}")
              .scope(Scope.NAMESPACE)
              .acl("service:read")
              .params("compile-dc")
              .answers(unsupported("discovery chains")),
          post("/v1/peering/token").acl("peering:write").answers(peering()),
          post("/v1/peering/establish").acl("peering:write").answers(peering()),
          get("/v1/peering/{name*}")
              .blocking()
              .scope(Scope.PARTITION)
              .acl("peering:read")
              .answers(peering()),
          delete("/v1/peering/{name*}")
              .scope(Scope.PARTITION)
              .acl("peering:write")
              .answers(peering()),
          get("/v1/peerings")
              .blocking()
              .scope(Scope.PARTITION)
              .acl("peering:read")
              .answers(peering()),
          ui("/v1/internal/ui/nodes").marks(Mark.FILTER).answers(unsupported(UI)),
          ui("/v1/internal/ui/node/{node*}").answers(unsupported(UI)),
          ui("/v1/internal/ui/services").marks(Mark.FILTER).answers(unsupported(UI)),
          ui("/v1/internal/ui/exported-services").params("peer").answers(unsupported(UI)),
          get("/v1/internal/ui/catalog-overview")
              .marks(Mark.STALE)
              .acl("operator:read")
              .answers(unsupported(UI)),
          ui("/v1/internal/ui/gateway-services-nodes/{gateway*}").answers(unsupported(UI)),
          ui("/v1/internal/ui/gateway-intentions/{gateway*}").answers(unsupported(UI)),
          ui("/v1/internal/ui/service-topology/{service*}").params("kind").answers(unsupported(UI)),
          get("/v1/internal/ui/metrics-proxy/{path*}")
              .acl("operator:read")
              .answers(LaterEndpoints::metricsProxy),
          federation("/v1/internal/federation-states"),
          federation("/v1/internal/federation-states/mesh-gateways"),
          federation("/v1/internal/federation-state/{datacenter*}"),
          put("/v1/internal/service-virtual-ip")
              .scope(Scope.NAMESPACE)
              .acl("mesh:write")
              .answers(unsupported("manual virtual addresses")));

  private LaterEndpoints() {}

  private static Endpoint.Builder ui(String template) {
    return get(template)
        .blocking()
        .marks(Mark.META_ON_ERROR)
        .scope(Scope.NAMESPACE)
        .acl("node:read, service:read filter");
  }

  private static Endpoint federation(String template) {
    return get(template)
        .blocking()
        .marks(Mark.META_ON_ERROR)
        .acl("operator:read")
        .answers(unsupported(FEDERATION));
  }

  private static Handler peering() {
    return call -> {
      if (!call.config().peeringEnabled()) {
        throw new ApiException(500, ConsulError.PEERING_DISABLED);
      }
      throw new ApiException(501, "Praetor does not support cluster peering yet");
    };
  }

  private static Answer metricsProxy(Call call) {
    if (!call.config().uiEnabled()) {
      throw new ApiException(404, ConsulError.UI_NOT_ENABLED);
    }
    if (call.config().uiMetricsProxyBase().isEmpty()) {
      throw new ApiException(404, "Metrics proxy is not enabled");
    }
    throw new ApiException(501, "Praetor does not support the metrics proxy yet");
  }
}
