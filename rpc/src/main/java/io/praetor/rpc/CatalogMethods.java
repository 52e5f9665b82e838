// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;

import io.praetor.catalog.CatalogQueries;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.GatewayService;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeServiceList;
import io.praetor.catalog.NodeServices;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.ServiceListing;
import io.praetor.catalog.ServiceName;
import io.praetor.catalog.ServiceNode;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.List;

/// The methods of the catalog: registrations, and reads of nodes and services.
public final class CatalogMethods {
  /// A reply that says no more than that it was done.
  public record Done() {
    public static final Done DONE = new Done();
    public static final Struct<Done> CODEC = Struct.<Done>named("Empty").build(v -> DONE);
  }

  /// Without a node Consul sends nil.
  private static final Codec<NodeServices> NODE_SERVICES_OR_NIL =
      Codecs.of(
          (out, found) -> {
            if (found.node() == null) {
              out.nil();
            } else {
              NodeServices.CODEC.write(out, found);
            }
          },
          NodeServices.CODEC::read,
          new NodeServices(null, null),
          found -> false);

  /// Registers a node with, perhaps, a service and checks.
  public static final Method.Write<RegisterRequest, Done> REGISTER =
      Method.quickWrite(
          "Catalog.Register",
          RegisterRequest.CODEC,
          Done.CODEC,
          (server, request) ->
              Decision.propose(
                  Commands.REGISTER,
                  Registrations.prepare(request, server.datacenter()),
                  result -> Done.DONE));

  /// Removes a service, a check, or a node with all that is on it.
  public static final Method.Write<DeregisterRequest, Done> DEREGISTER =
      Method.quickWrite(
          "Catalog.Deregister",
          DeregisterRequest.CODEC,
          Done.CODEC,
          (server, request) ->
              Decision.propose(
                  Commands.DEREGISTER,
                  Registrations.prepare(request, server.datacenter()),
                  result -> Done.DONE));

  /// The datacenters that can be reached, the nearest first.
  public static final Method.Ask<ConnectMethods.NoArgument, List<String>> LIST_DATACENTERS =
      Method.askAny(
          "Catalog.ListDatacenters",
          ConnectMethods.NoArgument.CODEC,
          list(STRING),
          (server, request) -> server.wan().nearestFirst());

  public static final Method.Read<DcSpecificRequest, List<Node>> LIST_NODES =
      Method.read(
          "Catalog.ListNodes",
          DcSpecificRequest.CODEC,
          wrapped("IndexedNodes", "Nodes", list(Node.CODEC)),
          CatalogQueries::nodes);

  /// The names of all services, with their tags.
  public static final Method.Read<DcSpecificRequest, ServiceListing> LIST_SERVICES =
      Method.read(
          "Catalog.ListServices",
          DcSpecificRequest.CODEC,
          ServiceListing.CODEC,
          CatalogQueries::services);

  /// The names of all services.
  public static final Method.Read<DcSpecificRequest, List<ServiceName>> SERVICE_LIST =
      Method.read(
          "Catalog.ServiceList",
          DcSpecificRequest.CODEC,
          wrapped("IndexedServiceList", "Services", list(ServiceName.CODEC)),
          (snapshot, request) -> CatalogQueries.serviceNames(snapshot, request.peerName()));

  /// The instances of a service, flat.
  public static final Method.Read<ServiceSpecificRequest, List<ServiceNode>> SERVICE_NODES =
      Method.read(
          "Catalog.ServiceNodes",
          ServiceSpecificRequest.CODEC,
          wrapped("IndexedServiceNodes", "ServiceNodes", list(ServiceNode.CODEC)),
          (snapshot, request) -> {
            if (request.serviceName().isEmpty() && request.serviceAddress().isEmpty()) {
              throw new ConsulException("Must provide service name");
            }
            return Merging.serviceNodes(
                snapshot,
                request.mergeCentralConfig(),
                CatalogQueries.serviceNodes(snapshot, request));
          });

  /// A node with its services by id.
  public static final Method.Read<NodeSpecificRequest, NodeServices> NODE_SERVICES =
      Method.read(
          "Catalog.NodeServices",
          NodeSpecificRequest.CODEC,
          wrapped("IndexedNodeServices", "NodeServices", NODE_SERVICES_OR_NIL),
          (snapshot, request) -> CatalogQueries.nodeServices(snapshot, named(request)));

  /// A node with its services in a list.
  public static final Method.Read<NodeSpecificRequest, NodeServiceList> NODE_SERVICE_LIST =
      Method.read(
          "Catalog.NodeServiceList",
          NodeSpecificRequest.CODEC,
          wrapped("IndexedNodeServiceList", "NodeServices", NodeServiceList.CODEC),
          (snapshot, request) ->
              Merging.nodeServiceList(
                  snapshot,
                  request.mergeCentralConfig(),
                  CatalogQueries.nodeServiceList(snapshot, named(request))));

  /// The services behind a gateway.
  public static final Method.Read<ServiceSpecificRequest, List<GatewayService>> GATEWAY_SERVICES =
      Method.read(
          "Catalog.GatewayServices",
          ServiceSpecificRequest.CODEC,
          wrapped("IndexedGatewayServices", "Services", list(GatewayService.CODEC)),
          (snapshot, request) -> CatalogQueries.gatewayServices(snapshot, request.serviceName()));

  /// The address that a service is reached by in the mesh.
  public static final Method.Read<ServiceSpecificRequest, String> VIRTUAL_IP_FOR_SERVICE =
      Method.read(
          "Catalog.VirtualIPForService",
          ServiceSpecificRequest.CODEC,
          STRING,
          CatalogQueries::virtualIp);

  private CatalogMethods() {}

  private static NodeSpecificRequest named(NodeSpecificRequest request) {
    if (request.node().isEmpty()) {
      throw new ConsulException("Must provide node");
    }
    return request;
  }

  /// A reply of one member beside the query's own.
  static <T> Codec<T> wrapped(String struct, String member, Codec<T> codec) {
    return Struct.<T>named(struct).field(member, codec, value -> value).build(v -> v.get(0));
  }
}
