// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records of the catalog as the API shows them: some lists that are nil in the state are empty
/// lists in an answer, because clients iterate over them. Which ones differs by route; a
/// transaction, for one, shows the state as it is. Most records need nothing and are not copied.
final class Filled {
  private Filled() {}

  static HealthCheck check(HealthCheck check) {
    return check.serviceTags() == null ? check.toBuilder().serviceTags(List.of()).build() : check;
  }

  static List<HealthCheck> checks(@Nullable List<HealthCheck> checks) {
    return checks == null ? List.of() : checks.stream().map(Filled::check).toList();
  }

  static NodeService service(NodeService service) {
    return service.tags() == null ? service.toBuilder().tags(List.of()).build() : service;
  }

  static CheckServiceNode instance(CheckServiceNode instance) {
    NodeService service = instance.service();
    return new CheckServiceNode(
        instance.node(), service == null ? null : service(service), checks(instance.checks()));
  }

  static ServiceNode instance(ServiceNode instance) {
    if (instance.serviceTags() != null && instance.serviceMeta() != null) {
      return instance;
    }
    return new ServiceNode(
        instance.id(),
        instance.node(),
        instance.address(),
        instance.datacenter(),
        instance.taggedAddresses(),
        instance.nodeMeta(),
        instance.serviceKind(),
        instance.serviceId(),
        instance.serviceName(),
        instance.serviceTags() == null ? List.of() : instance.serviceTags(),
        instance.serviceAddress(),
        instance.serviceTaggedAddresses(),
        instance.serviceWeights(),
        instance.serviceMeta() == null ? Map.of() : instance.serviceMeta(),
        instance.servicePort(),
        instance.servicePorts(),
        instance.serviceSocketPath(),
        instance.serviceEnableTagOverride(),
        instance.serviceProxy(),
        instance.serviceConnect(),
        instance.serviceLocality(),
        instance.peerName(),
        instance.createIndex(),
        instance.modifyIndex());
  }
}
