// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

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
    @Nullable Weights serviceWeights,
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

  public ServiceNode {
    taggedAddresses = Frozen.map(taggedAddresses);
    nodeMeta = Frozen.map(nodeMeta);
    serviceTags = Frozen.list(serviceTags);
    serviceTaggedAddresses = Frozen.map(serviceTaggedAddresses);
    serviceMeta = Frozen.map(serviceMeta);
    servicePorts = Frozen.list(servicePorts);
  }
}
