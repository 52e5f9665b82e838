// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;
import static io.praetor.config.Field.check;
import static io.praetor.config.Field.checks;
import static io.praetor.config.Field.integer;
import static io.praetor.config.Field.service;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.stringMap;
import static io.praetor.config.Field.strings;
import static io.praetor.config.Field.tree;

import java.util.List;

/// The keys of a service definition, wherever one may stand.
final class ServiceFields {
  static final List<Field> ALL =
      List.of(
          string(
              "kind",
              "connect-proxy, mesh-gateway, terminating-gateway, ingress-gateway, api-gateway; else typical"),
          string("id", "unique on the agent"),
          string("name", "service name"),
          strings("tags", "tags"),
          string("address", "own address or host name"),
          string("tagged_addresses{}.address", "address under a name such as lan or wan"),
          integer("tagged_addresses{}.port", "port under a name such as lan or wan"),
          stringMap("meta", "up to 64 pairs, key 128, value 512 bytes"),
          integer("port", "port; not with `ports` or socket"),
          string("ports[].name", "unique name"),
          integer("ports[].port", "above 0"),
          bool("ports[].default", "exactly one is true"),
          string("socket_path", "unix socket instead of address and port"),
          check("check", "one check, replaced as a whole"),
          checks("checks", "checks"),
          string("token", "ACL token of the registration"),
          integer("weights.passing", "SRV weight, 1 to 65535"),
          integer("weights.warning", "SRV weight, 0 to 65535"),
          bool("enable_tag_override", "catalog may change tags"),
          string("proxy.destination_service_name", "service the proxy fronts, required"),
          string("proxy.destination_service_id", "local instance it fronts"),
          string("proxy.local_service_address", "where the app listens"),
          integer("proxy.local_service_port", "where the app listens"),
          string("proxy.local_service_socket_path", "app's unix socket"),
          integer("proxy.transparent_proxy.outbound_listener_port", "captured traffic"),
          bool("proxy.transparent_proxy.dialed_directly", "may be dialled by instance IP"),
          string("proxy.mode", "direct or transparent"),
          tree("proxy.config", "free proxy settings"),
          string("proxy.upstreams[].destination_type", "service or prepared_query"),
          string("proxy.upstreams[].destination_namespace", "Enterprise"),
          string("proxy.upstreams[].destination_partition", "Enterprise"),
          string("proxy.upstreams[].destination_peer", "peer name"),
          string("proxy.upstreams[].destination_name", "upstream name"),
          string("proxy.upstreams[].datacenter", "other datacenter"),
          string("proxy.upstreams[].local_bind_address", "listener"),
          integer("proxy.upstreams[].local_bind_port", "listener, or use a socket"),
          string("proxy.upstreams[].local_bind_socket_path", "listener socket"),
          string("proxy.upstreams[].local_bind_socket_mode", "octal"),
          tree("proxy.upstreams[].config", "free settings"),
          string("proxy.upstreams[].mesh_gateway.mode", "none, local or remote"),
          string("proxy.mesh_gateway.mode", "none, local or remote"),
          bool("proxy.expose.checks", "expose HTTP and gRPC checks"),
          integer("proxy.expose.port", "accepted, unused"),
          integer("proxy.expose.paths[].listener_port", "proxy listener"),
          string("proxy.expose.paths[].path", "HTTP path"),
          string("proxy.expose.paths[].protocol", "http or http2"),
          integer("proxy.expose.paths[].local_path_port", "app port"),
          bool("connect.native", "speaks mesh TLS itself"),
          service("connect.sidecar_service", "registers a sidecar too; no id, no nesting"),
          string("locality.region", "region"),
          string("locality.zone", "zone"));

  private ServiceFields() {}
}
