// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service instance together with its node in one flat record: what `/v1/catalog/service/:name`
/// answers. The indexes are those of the service.
public record ServiceNode(
    String id,
    String node,
    String address,
    String datacenter,
    @Nullable Map<String, String> taggedAddresses,
    @Nullable Map<String, String> nodeMeta,
    String serviceKind,
    String serviceId,
    String serviceName,
    @Nullable List<String> serviceTags,
    String serviceAddress,
    @Nullable Map<String, ServiceAddress> serviceTaggedAddresses,
    Weights serviceWeights,
    @Nullable Map<String, String> serviceMeta,
    int servicePort,
    @Nullable List<ServicePort> servicePorts,
    String serviceSocketPath,
    boolean serviceEnableTagOverride,
    ConnectProxyConfig serviceProxy,
    ServiceConnect serviceConnect,
    @Nullable Locality serviceLocality,
    String peerName,
    long createIndex,
    long modifyIndex) {

  public static final Struct<ServiceNode> CODEC =
      Struct.<ServiceNode>named("ServiceNode")
          .field("ID", STRING, ServiceNode::id)
          .field("Node", STRING, ServiceNode::node)
          .field("Address", STRING, ServiceNode::address)
          .field("Datacenter", STRING, ServiceNode::datacenter)
          .field("TaggedAddresses", nullable(map(STRING)), ServiceNode::taggedAddresses)
          .field("NodeMeta", nullable(map(STRING)), ServiceNode::nodeMeta)
          .field("ServiceKind", STRING, ServiceNode::serviceKind)
          .field("ServiceID", STRING, ServiceNode::serviceId)
          .field("ServiceName", STRING, ServiceNode::serviceName)
          .field("ServiceTags", nullable(list(STRING)), ServiceNode::serviceTags)
          .field("ServiceAddress", STRING, ServiceNode::serviceAddress)
          .omitEmpty(
              "ServiceTaggedAddresses",
              nullable(map(ServiceAddress.CODEC)),
              ServiceNode::serviceTaggedAddresses)
          .field("ServiceWeights", Weights.CODEC, ServiceNode::serviceWeights)
          .field("ServiceMeta", nullable(map(STRING)), ServiceNode::serviceMeta)
          .field("ServicePort", INT, ServiceNode::servicePort)
          .field("ServicePorts", nullable(list(ServicePort.CODEC)), ServiceNode::servicePorts)
          .field("ServiceSocketPath", STRING, ServiceNode::serviceSocketPath)
          .field("ServiceEnableTagOverride", BOOL, ServiceNode::serviceEnableTagOverride)
          .field("ServiceProxy", ConnectProxyConfig.CODEC, ServiceNode::serviceProxy)
          .field("ServiceConnect", ServiceConnect.CODEC, ServiceNode::serviceConnect)
          .field("ServiceLocality", nullable(Locality.CODEC), ServiceNode::serviceLocality)
          .omitEmpty("PeerName", STRING, ServiceNode::peerName)
          .field("CreateIndex", ULONG, ServiceNode::createIndex)
          .field("ModifyIndex", ULONG, ServiceNode::modifyIndex)
          .build(
              v ->
                  new ServiceNode(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13),
                      v.get(14), v.get(15), v.get(16), v.get(17), v.get(18), v.get(19), v.get(20),
                      v.get(21), v.get(22), v.get(23)));

  public ServiceNode {
    taggedAddresses = Frozen.map(taggedAddresses);
    nodeMeta = Frozen.map(nodeMeta);
    serviceTags = Frozen.list(serviceTags);
    serviceTaggedAddresses = Frozen.map(serviceTaggedAddresses);
    serviceMeta = Frozen.map(serviceMeta);
    servicePorts = Frozen.list(servicePorts);
  }

  public static ServiceNode of(Node node, NodeService service) {
    return new ServiceNode(
        node.id(),
        node.node(),
        node.address(),
        node.datacenter(),
        node.taggedAddresses(),
        node.meta(),
        service.kind(),
        service.id(),
        service.service(),
        service.tags(),
        service.address(),
        service.taggedAddresses(),
        service.weights() == null ? Weights.ONE : service.weights(),
        service.meta(),
        service.port(),
        service.ports(),
        service.socketPath(),
        service.enableTagOverride(),
        service.proxy(),
        service.connect(),
        service.locality(),
        service.peerName(),
        service.createIndex(),
        service.modifyIndex());
  }

  /// The same instance at other addresses.
  public ServiceNode withAddresses(String ofNode, String ofService, int port) {
    return new ServiceNode(
        id,
        node,
        ofNode,
        datacenter,
        taggedAddresses,
        nodeMeta,
        serviceKind,
        serviceId,
        serviceName,
        serviceTags,
        ofService,
        serviceTaggedAddresses,
        serviceWeights,
        serviceMeta,
        port,
        servicePorts,
        serviceSocketPath,
        serviceEnableTagOverride,
        serviceProxy,
        serviceConnect,
        serviceLocality,
        peerName,
        createIndex,
        modifyIndex);
  }

  /// The same instance with another proxy part.
  public ServiceNode withProxy(ConnectProxyConfig proxy) {
    return new ServiceNode(
        id,
        node,
        address,
        datacenter,
        taggedAddresses,
        nodeMeta,
        serviceKind,
        serviceId,
        serviceName,
        serviceTags,
        serviceAddress,
        serviceTaggedAddresses,
        serviceWeights,
        serviceMeta,
        servicePort,
        servicePorts,
        serviceSocketPath,
        serviceEnableTagOverride,
        proxy,
        serviceConnect,
        serviceLocality,
        peerName,
        createIndex,
        modifyIndex);
  }
}
