// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

/// What can be subscribed to, with Consul's names (where its errors tell them) and numbers.
enum EventTopic {
  UNKNOWN(0, "Unknown"),
  SERVICE_HEALTH(1, "ServiceHealth"),
  SERVICE_HEALTH_CONNECT(2, "ServiceHealthConnect"),
  MESH_CONFIG(3, "MeshConfig"),
  SERVICE_RESOLVER(4, "ServiceResolver"),
  INGRESS_GATEWAY(5, "IngressGateway"),
  SERVICE_INTENTIONS(6, "ServiceIntentions"),
  SERVICE_LIST(7, "ServiceList"),
  SERVICE_DEFAULTS(8, "ServiceDefaults"),
  API_GATEWAY(9, "APIGateway"),
  TCP_ROUTE(10, "TCPRoute"),
  HTTP_ROUTE(11, "HTTPRoute"),
  INLINE_CERTIFICATE(12, "InlineCertificate"),
  BOUND_API_GATEWAY(13, "BoundAPIGateway"),
  IP_RATE_LIMIT(14, "IPRateLimit"),
  SAMENESS_GROUP(15, "SamenessGroup"),
  JWT_PROVIDER(16, "JWTProvider"),
  EXPORTED_SERVICES(17, "ExportedServices"),
  FILE_SYSTEM_CERTIFICATE(18, "FileSystemCertificate");

  private final int number;
  private final String label;

  EventTopic(int number, String label) {
    this.number = number;
    this.label = label;
  }

  /// As an error calls a topic: by its name, or by its number when there is no such topic.
  static String label(long number) {
    EventTopic known = of(number);
    return known == UNKNOWN && number != 0 ? Long.toString(number) : known.label;
  }

  /// The topic of a number; `UNKNOWN` for those that do not exist.
  static EventTopic of(long number) {
    for (EventTopic topic : values()) {
      if (topic.number == number) {
        return topic;
      }
    }
    return UNKNOWN;
  }

  /// Whether a subject of it can be named.
  boolean named() {
    return switch (this) {
      case UNKNOWN, IP_RATE_LIMIT, SERVICE_LIST -> false;
      default -> true;
    };
  }

  /// Whether all subjects of it can be asked for at once.
  boolean wildcard() {
    return switch (this) {
      case UNKNOWN, SERVICE_HEALTH, SERVICE_HEALTH_CONNECT -> false;
      default -> true;
    };
  }
}
