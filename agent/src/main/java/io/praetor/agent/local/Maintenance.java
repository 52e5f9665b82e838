// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.HealthCheck;

/// Maintenance is a critical check with a reserved id, on the node or on a service.
final class Maintenance {
  static final String NODE_CHECK = "_node_maintenance";
  private static final String SERVICE_CHECK_PREFIX = "_service_maintenance:";
  private static final String NO_NODE_REASON =
      "Maintenance mode is enabled for this node, but no reason was provided. This is a default"
          + " message.";
  private static final String NO_SERVICE_REASON =
      "Maintenance mode is enabled for this service, but no reason was provided. This is a default"
          + " message.";

  private Maintenance() {}

  static String checkOf(String serviceId) {
    return SERVICE_CHECK_PREFIX + serviceId;
  }

  static boolean is(String checkId) {
    return checkId.equals(NODE_CHECK) || checkId.startsWith(SERVICE_CHECK_PREFIX);
  }

  static CheckEntry ofNode(String node, String reason, String token) {
    HealthCheck check =
        HealthCheck.builder()
            .node(node)
            .checkId(NODE_CHECK)
            .name("Node Maintenance Mode")
            .notes(reason.isEmpty() ? NO_NODE_REASON : reason)
            .status("critical")
            .type("maintenance")
            .build();
    return new CheckEntry(check, null, token, Source.LOCAL);
  }

  static CheckEntry ofService(String node, ServiceEntry service, String reason) {
    HealthCheck check =
        HealthCheck.builder()
            .node(node)
            .checkId(checkOf(service.id()))
            .name("Service Maintenance Mode")
            .notes(reason.isEmpty() ? NO_SERVICE_REASON : reason)
            .serviceId(service.id())
            .serviceName(service.service().service())
            .serviceTags(service.service().tags())
            .status("critical")
            .type("maintenance")
            .build();
    return new CheckEntry(check, null, service.token(), Source.LOCAL);
  }
}
