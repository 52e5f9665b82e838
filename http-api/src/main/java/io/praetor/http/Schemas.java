// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.EnvoyExtension;
import io.praetor.catalog.ExposeConfig;
import io.praetor.catalog.ExposePath;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.MeshGatewayConfig;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceAddress;
import io.praetor.catalog.ServiceConnect;
import io.praetor.catalog.ServiceNode;
import io.praetor.catalog.TransparentProxyConfig;
import io.praetor.catalog.Upstream;
import io.praetor.catalog.Weights;
import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.catalog.entries.ServiceDefaults;
import io.praetor.http.filter.Schema;
import java.util.function.Function;

/// The selectors of `?filter` for each type of record, as Consul documents and checks them: a field
/// that is not here is `not valid` there too.
final class Schemas {
  private static final Schema<Weights> WEIGHTS =
      Schema.<Weights>of()
          .number("Passing", Weights::passing)
          .number("Warning", Weights::warning)
          .build();

  private static final Schema<ServiceAddress> ADDRESS =
      Schema.<ServiceAddress>of()
          .text("Address", ServiceAddress::address)
          .number("Port", ServiceAddress::port)
          .build();

  private static final Schema<MeshGatewayConfig> MESH_GATEWAY =
      Schema.<MeshGatewayConfig>of().text("Mode", MeshGatewayConfig::mode).build();

  private static final Schema<ExposePath> EXPOSE_PATH =
      Schema.<ExposePath>of()
          .number("ListenerPort", ExposePath::listenerPort)
          .text("Path", ExposePath::path)
          .number("LocalPathPort", ExposePath::localPathPort)
          .text("Protocol", ExposePath::protocol)
          .flag("ParsedFromCheck", ExposePath::parsedFromCheck)
          .build();

  private static final Schema<ExposeConfig> EXPOSE =
      Schema.<ExposeConfig>of()
          .flag("Checks", ExposeConfig::checks)
          .children("Paths", ExposeConfig::paths, EXPOSE_PATH)
          .build();

  private static final Schema<TransparentProxyConfig> TRANSPARENT_PROXY =
      Schema.<TransparentProxyConfig>of()
          .number("OutboundListenerPort", TransparentProxyConfig::outboundListenerPort)
          .flag("DialedDirectly", TransparentProxyConfig::dialedDirectly)
          .build();

  private static final Schema<AccessLogsConfig> ACCESS_LOGS =
      Schema.<AccessLogsConfig>of()
          .flag("Enabled", AccessLogsConfig::enabled)
          .flag("DisableListenerLogs", AccessLogsConfig::disableListenerLogs)
          .text("Type", AccessLogsConfig::type)
          .text("Path", AccessLogsConfig::path)
          .text("JSONFormat", AccessLogsConfig::jsonFormat)
          .text("TextFormat", AccessLogsConfig::textFormat)
          .build();

  private static final Schema<EnvoyExtension> EXTENSION =
      Schema.<EnvoyExtension>of()
          .text("Name", EnvoyExtension::name)
          .flag("Required", EnvoyExtension::required)
          .text("ConsulVersion", EnvoyExtension::consulVersion)
          .text("EnvoyVersion", EnvoyExtension::envoyVersion)
          .build();

  private static final Schema<Upstream> UPSTREAM =
      Schema.<Upstream>of()
          .text("DestinationType", Upstream::destinationType)
          .text("DestinationNamespace", Upstream::destinationNamespace)
          .text("DestinationPartition", Upstream::destinationPartition)
          .text("DestinationPeer", Upstream::destinationPeer)
          .text("DestinationName", Upstream::destinationName)
          .text("Datacenter", Upstream::datacenter)
          .text("LocalBindAddress", Upstream::localBindAddress)
          .number("LocalBindPort", Upstream::localBindPort)
          .text("LocalBindSocketPath", Upstream::localBindSocketPath)
          .text("LocalBindSocketMode", Upstream::localBindSocketMode)
          .child("MeshGateway", Upstream::meshGateway, MESH_GATEWAY)
          .build();

  private static final Schema<ConnectProxyConfig> PROXY =
      Schema.<ConnectProxyConfig>of()
          .children("EnvoyExtensions", ConnectProxyConfig::envoyExtensions, EXTENSION)
          .text("DestinationServiceName", ConnectProxyConfig::destinationServiceName)
          .text("DestinationServiceID", ConnectProxyConfig::destinationServiceId)
          .text("LocalServiceAddress", ConnectProxyConfig::localServiceAddress)
          .number("LocalServicePort", ConnectProxyConfig::localServicePort)
          .text("LocalServiceSocketPath", ConnectProxyConfig::localServiceSocketPath)
          .text("Mode", ConnectProxyConfig::mode)
          .children("Upstreams", ConnectProxyConfig::upstreams, UPSTREAM)
          .child("MeshGateway", ConnectProxyConfig::meshGateway, MESH_GATEWAY)
          .child("Expose", ConnectProxyConfig::expose, EXPOSE)
          .child("TransparentProxy", ConnectProxyConfig::transparentProxy, TRANSPARENT_PROXY)
          .child("AccessLogs", ConnectProxyConfig::accessLogs, ACCESS_LOGS)
          .build();

  private static final Schema<ServiceConnect> CONNECT =
      Schema.<ServiceConnect>of().flag("Native", ServiceConnect::isNative).build();

  static final Schema<Node> NODE =
      Schema.<Node>of()
          .text("ID", Node::id)
          .text("Node", Node::node)
          .text("Address", Node::address)
          .text("Datacenter", Node::datacenter)
          .text("Partition", Node::partition)
          .text("PeerName", Node::peerName)
          .textMap("TaggedAddresses", Node::taggedAddresses)
          .textMap("Meta", Node::meta)
          .build();

  /// What both forms of a service have in common.
  private static Schema.Builder<NodeService> service() {
    return Schema.<NodeService>of()
        .text("Kind", NodeService::kind)
        .text("ID", NodeService::id)
        .text("Service", NodeService::service)
        .texts("Tags", NodeService::tags)
        .text("Address", NodeService::address)
        .childMap("TaggedAddresses", NodeService::taggedAddresses, ADDRESS)
        .textMap("Meta", NodeService::meta)
        .number("Port", NodeService::port)
        .text("SocketPath", NodeService::socketPath)
        .child("Weights", NodeService::weights, WEIGHTS)
        .flag("EnableTagOverride", NodeService::enableTagOverride)
        .child("Proxy", NodeService::proxy, PROXY)
        .child("Connect", NodeService::connect, CONNECT)
        .text("PeerName", NodeService::peerName);
  }

  static final Schema<NodeService> NODE_SERVICE = service().build();

  static final Schema<NodeService> AGENT_SERVICE = service().build();

  static final Schema<HealthCheck> HEALTH_CHECK =
      Schema.<HealthCheck>of()
          .text("Node", HealthCheck::node)
          .text("CheckID", HealthCheck::checkId)
          .text("Name", HealthCheck::name)
          .text("Status", HealthCheck::status)
          .text("Notes", HealthCheck::notes)
          .text("Output", HealthCheck::output)
          .text("ServiceID", HealthCheck::serviceId)
          .text("ServiceName", HealthCheck::serviceName)
          .texts("ServiceTags", HealthCheck::serviceTags)
          .text("Type", HealthCheck::type)
          .text("Interval", HealthCheck::interval)
          .text("Timeout", HealthCheck::timeout)
          .number("ExposedPort", HealthCheck::exposedPort)
          .text("PeerName", HealthCheck::peerName)
          .build();

  static final Schema<CheckServiceNode> CHECK_SERVICE_NODE =
      Schema.<CheckServiceNode>of()
          .child("Node", CheckServiceNode::node, NODE)
          .child("Service", CheckServiceNode::service, NODE_SERVICE)
          .children("Checks", CheckServiceNode::checks, HEALTH_CHECK)
          .build();

  static final Schema<ServiceNode> SERVICE_NODE =
      Schema.<ServiceNode>of()
          .text("ID", ServiceNode::id)
          .text("Node", ServiceNode::node)
          .text("Address", ServiceNode::address)
          .text("Datacenter", ServiceNode::datacenter)
          .textMap("TaggedAddresses", ServiceNode::taggedAddresses)
          .textMap("NodeMeta", ServiceNode::nodeMeta)
          .text("ServiceKind", ServiceNode::serviceKind)
          .text("ServiceID", ServiceNode::serviceId)
          .text("ServiceName", ServiceNode::serviceName)
          .texts("ServiceTags", ServiceNode::serviceTags)
          .text("ServiceAddress", ServiceNode::serviceAddress)
          .childMap("ServiceTaggedAddresses", ServiceNode::serviceTaggedAddresses, ADDRESS)
          .child("ServiceWeights", ServiceNode::serviceWeights, WEIGHTS)
          .textMap("ServiceMeta", ServiceNode::serviceMeta)
          .number("ServicePort", ServiceNode::servicePort)
          .text("ServiceSocketPath", ServiceNode::serviceSocketPath)
          .flag("ServiceEnableTagOverride", ServiceNode::serviceEnableTagOverride)
          .child("ServiceProxy", ServiceNode::serviceProxy, PROXY)
          .child("ServiceConnect", ServiceNode::serviceConnect, CONNECT)
          .text("PeerName", ServiceNode::peerName)
          .build();

  private static final Schema<ServiceDefaults.Destination> DESTINATION =
      Schema.<ServiceDefaults.Destination>of()
          .texts("Addresses", ServiceDefaults.Destination::addresses)
          .number("Port", ServiceDefaults.Destination::port)
          .build();

  private static <T> Function<ConfigEntry, T> ofDefaults(Function<ServiceDefaults, T> member) {
    return entry -> member.apply((ServiceDefaults) entry.body());
  }

  /// Entries of the kind service-defaults, the only ones that can be filtered.
  static final Schema<ConfigEntry> SERVICE_DEFAULTS =
      Schema.<ConfigEntry>of()
          .text("Kind", entry -> entry.type().name())
          .text("Name", ConfigEntry::name)
          .text("Protocol", ofDefaults(ServiceDefaults::protocol))
          .text("Mode", ofDefaults(ServiceDefaults::mode))
          .child(
              "TransparentProxy", ofDefaults(ServiceDefaults::transparentProxy), TRANSPARENT_PROXY)
          .text("MutualTLSMode", ofDefaults(ServiceDefaults::mutualTlsMode))
          .child("MeshGateway", ofDefaults(ServiceDefaults::meshGateway), MESH_GATEWAY)
          .child("Expose", ofDefaults(ServiceDefaults::expose), EXPOSE)
          .text("ExternalSNI", ofDefaults(ServiceDefaults::externalSni))
          .<ServiceDefaults.Destination>child(
              "Destination", entry -> ((ServiceDefaults) entry.body()).destination(), DESTINATION)
          .number(
              "MaxInboundConnections",
              entry -> ((ServiceDefaults) entry.body()).maxInboundConnections())
          .number(
              "LocalConnectTimeoutMs",
              entry -> ((ServiceDefaults) entry.body()).localConnectTimeoutMs())
          .number(
              "LocalRequestTimeoutMs",
              entry -> ((ServiceDefaults) entry.body()).localRequestTimeoutMs())
          .text("BalanceInboundConnections", ofDefaults(ServiceDefaults::balanceInboundConnections))
          .children(
              "EnvoyExtensions",
              entry -> ((ServiceDefaults) entry.body()).envoyExtensions(),
              EXTENSION)
          .textMap("Meta", ConfigEntry::meta)
          .build();

  private Schemas() {}
}
