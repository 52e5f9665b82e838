// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;

import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.GatewayService;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.NodeServiceList;
import io.praetor.catalog.NodeServices;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.ServiceListing;
import io.praetor.catalog.ServiceNode;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.http.filter.Filter;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConnectMethods;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `/v1/catalog`: nodes and services, read and registered without an agent.
final class CatalogEndpoints {
  private static final Codec<@Nullable NodeServices> NODE_SERVICES =
      Codecs.nullable(NodeServices.CODEC);

  static final List<Endpoint> LIST =
      List.of(
          put("/v1/catalog/register")
              .marks(Mark.QUICK)
              .scope(Scope.NAMESPACE)
              .acl("node:write, service:write")
              .answers(CatalogEndpoints::register),
          put("/v1/catalog/deregister")
              .marks(Mark.QUICK)
              .scope(Scope.NAMESPACE)
              .acl("node:write, service:write")
              .answers(CatalogEndpoints::deregister),
          get("/v1/catalog/datacenters")
              .marks(Mark.STALE, Mark.CACHED)
              .acl("none")
              .answers(CatalogEndpoints::datacenters),
          read("/v1/catalog/nodes")
              .marks(Mark.FILTER)
              .scope(Scope.PARTITION)
              .acl("node:read filter")
              .params("near", "node-meta", "peer")
              .answers(CatalogEndpoints::nodes),
          read("/v1/catalog/services")
              .marks(Mark.FILTER, Mark.CACHED)
              .scope(Scope.NAMESPACE)
              .acl("service:read filter")
              .params("node-meta", "peer")
              .answers(CatalogEndpoints::services),
          read("/v1/catalog/service/{service*}")
              .marks(Mark.FILTER, Mark.CACHED)
              .scope(Scope.NAMESPACE)
              .acl("service:read, node:read filter")
              .params("tag", "near", "node-meta", "peer", "merge-central-config")
              .answers(call -> instances(call, false)),
          read("/v1/catalog/connect/{service*}")
              .marks(Mark.FILTER, Mark.CACHED)
              .scope(Scope.NAMESPACE)
              .acl("service:read, node:read filter")
              .params("tag", "near", "node-meta", "peer", "merge-central-config")
              .answers(call -> instances(call, true)),
          read("/v1/catalog/node/{node*}")
              .marks(Mark.FILTER)
              .scope(Scope.NAMESPACE)
              .acl("node:read, service:read filter")
              .params("peer")
              .answers(CatalogEndpoints::node),
          read("/v1/catalog/node-services/{node*}")
              .marks(Mark.FILTER)
              .scope(Scope.NAMESPACE)
              .acl("node:read, service:read filter")
              .params("merge-central-config", "peer")
              .answers(CatalogEndpoints::nodeServices),
          read("/v1/catalog/gateway-services/{gateway*}")
              .scope(Scope.NAMESPACE)
              .acl("service:read")
              .answers(
                  call ->
                      Answer.list(
                          GatewayService.CODEC,
                          call.read(
                              CatalogMethods.GATEWAY_SERVICES,
                              ServiceSpecificRequest.of(call.required("gateway name"))))));

  private CatalogEndpoints() {}

  private static Endpoint.Builder read(String template) {
    return get(template).blocking().marks(Mark.CONSISTENCY, Mark.META_ON_ERROR);
  }

  private static Answer register(Call call) throws IOException, InterruptedException {
    RegisterRequest request = call.bodyWithoutNamespace(RegisterRequest.CODEC);
    return call.write(CatalogMethods.REGISTER, request, request.datacenter(), done -> Answer.TRUE);
  }

  private static Answer deregister(Call call) throws IOException, InterruptedException {
    DeregisterRequest request = call.bodyWithoutNamespace(DeregisterBody.CODEC).request();
    return call.write(
        CatalogMethods.DEREGISTER, request, request.datacenter(), done -> Answer.TRUE);
  }

  private static Answer datacenters(Call call) throws InterruptedException {
    List<String> names =
        call.askHere(CatalogMethods.LIST_DATACENTERS, ConnectMethods.NoArgument.NONE);
    if (call.options().useCache()) {
      // Asking costs nothing here, so the cache never has an answer ready.
      call.headers().set("X-Cache", "MISS");
    }
    return Answer.json(Codecs.STRINGS, names);
  }

  private static DcSpecificRequest datacenter(Call call) {
    Params params = call.params();
    return new DcSpecificRequest(Sources.nodeMeta(params), params.get("peer"), Sources.near(call));
  }

  private static Answer nodes(Call call) throws InterruptedException {
    Filter<Node> filter = call.filter(Schemas.NODE);
    List<Node> nodes = call.read(CatalogMethods.LIST_NODES, datacenter(call));
    return Answer.list(Node.CODEC, Translated.rows(call, filter.apply(nodes), Translated::node));
  }

  private static Answer services(Call call) throws InterruptedException {
    Filter<ServiceNode> filter = call.filter(Schemas.SERVICE_NODE);
    ServiceListing listing = call.readCached(CatalogMethods.LIST_SERVICES, datacenter(call));
    return Answer.json(Codecs.map(Codecs.STRINGS), listing.tagsOf(filter::matches));
  }

  private static Answer instances(Call call, boolean connect) throws InterruptedException {
    String name = call.required("service name");
    Params params = call.params();
    List<String> tags = params.all("tag");
    ServiceSpecificRequest request =
        ServiceSpecificRequest.builder()
            .serviceName(name)
            .serviceTags(tags)
            .tagFilter(!tags.isEmpty())
            .nodeMetaFilters(Sources.nodeMeta(params))
            .connect(connect)
            .peerName(params.get("peer"))
            .mergeCentralConfig(params.has("merge-central-config"))
            .source(Sources.near(call))
            .build();
    Filter<ServiceNode> filter = call.filter(Schemas.SERVICE_NODE);
    List<ServiceNode> found = call.readCached(CatalogMethods.SERVICE_NODES, request);
    List<ServiceNode> kept = Translated.rows(call, filter.apply(found), Translated::instance);
    return Answer.list(ServiceNode.CODEC, kept.stream().map(Filled::instance).toList());
  }

  private static NodeSpecificRequest node(Call call, String name) {
    Params params = call.params();
    return new NodeSpecificRequest(name, params.get("peer"), params.has("merge-central-config"));
  }

  private static Answer node(Call call) throws InterruptedException {
    String name = call.required("node name");
    Filter<NodeService> filter = call.filter(Schemas.NODE_SERVICE);
    NodeServices found = call.read(CatalogMethods.NODE_SERVICES, node(call, name));
    if (found.node() == null) {
      return Answer.json(NODE_SERVICES, null);
    }
    Map<String, NodeService> kept =
        new TreeMap<>(found.services() == null ? Map.of() : found.services());
    kept.values().removeIf(service -> !filter.matches(service));
    kept.replaceAll((id, service) -> Filled.service(translated(call, service)));
    return Answer.json(
        NODE_SERVICES, new NodeServices(Translated.nodeOf(call, found.node()), kept));
  }

  private static Answer nodeServices(Call call) throws InterruptedException {
    String name = call.required("node name");
    Filter<NodeService> filter = call.filter(Schemas.NODE_SERVICE);
    NodeServiceList found = call.read(CatalogMethods.NODE_SERVICE_LIST, node(call, name));
    List<NodeService> services = found.services();
    return Answer.json(
        NodeServiceList.CODEC,
        services == null
            ? found
            : new NodeServiceList(
                Translated.nodeOf(call, found.node()),
                filter.apply(services).stream()
                    .map(service -> Filled.service(translated(call, service)))
                    .toList()));
  }

  private static NodeService translated(Call call, NodeService service) {
    return Translated.is(call, call.options().datacenter()) ? Translated.service(service) : service;
  }
}
