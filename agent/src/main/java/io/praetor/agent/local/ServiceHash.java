// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.EnvoyExtension;
import io.praetor.catalog.ExposeConfig;
import io.praetor.catalog.ExposePath;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceAddress;
import io.praetor.catalog.ServicePort;
import io.praetor.catalog.TransparentProxyConfig;
import io.praetor.catalog.Upstream;
import io.praetor.catalog.Weights;

/// The hash that `/v1/agent/service/:id?hash=` waits on, equal to Consul's: over the fields of its
/// API client's `AgentService`, absent ones included, without namespace, partition, datacenter and
/// locality.
final class ServiceHash {
  private ServiceHash() {}

  static String of(NodeService service) {
    Weights weights = service.weights() == null ? Weights.ONE : service.weights();
    long hash =
        GoHash.struct("AgentService")
            .field("Kind", service.kind())
            .field("ID", service.id())
            .field("Service", service.service())
            .field("Tags", GoHash.list(service.tags(), GoHash::of))
            .field("Meta", GoHash.map(service.meta(), GoHash::of))
            .number("Port", service.port())
            .field("Ports", GoHash.list(service.ports(), ServiceHash::port))
            .field("Address", service.address())
            .field("SocketPath", service.socketPath())
            .field("TaggedAddresses", GoHash.map(service.taggedAddresses(), ServiceHash::address))
            .field("Weights", weights(weights))
            .field("EnableTagOverride", service.enableTagOverride())
            .number("CreateIndex", 0)
            .number("ModifyIndex", 0)
            .field("ContentHash", "")
            .field("Proxy", service.hasProxy() ? proxy(service.proxy()) : GoHash.NIL)
            .field("Connect", service.connect().isNative() ? nativeConnect() : GoHash.NIL)
            .field("PeerName", service.peerName())
            .hash();
    return Long.toHexString(hash);
  }

  private static long port(ServicePort port) {
    return GoHash.struct("ServicePort")
        .field("Name", port.name())
        .number("Port", port.port())
        .field("Default", port.isDefault())
        .hash();
  }

  private static long address(ServiceAddress address) {
    return GoHash.struct("ServiceAddress")
        .field("Address", address.address())
        .number("Port", address.port())
        .hash();
  }

  private static long weights(Weights weights) {
    return GoHash.struct("AgentWeights")
        .number("Passing", weights.passing())
        .number("Warning", weights.warning())
        .hash();
  }

  private static long nativeConnect() {
    return GoHash.struct("AgentServiceConnect")
        .field("Native", true)
        .field("SidecarService", GoHash.NIL)
        .hash();
  }

  private static long proxy(ConnectProxyConfig proxy) {
    return GoHash.struct("AgentServiceConnectProxyConfig")
        .field("EnvoyExtensions", GoHash.list(proxy.envoyExtensions(), ServiceHash::extension))
        .field("DestinationServiceName", proxy.destinationServiceName())
        .field("DestinationServiceID", proxy.destinationServiceId())
        .field("LocalServiceAddress", proxy.localServiceAddress())
        .number("LocalServicePort", proxy.localServicePort())
        .field("LocalServiceSocketPath", proxy.localServiceSocketPath())
        .field("Mode", proxy.mode())
        .field("TransparentProxy", transparentProxy(proxy.transparentProxy()))
        .field("Config", GoHash.map(proxy.config(), GoHash::any))
        .field("Upstreams", GoHash.list(proxy.upstreams(), ServiceHash::upstream))
        .field("MeshGateway", meshGateway(proxy.meshGateway().mode()))
        .field("Expose", expose(proxy.expose()))
        .field("AccessLogs", accessLogs(proxy.accessLogs()))
        .hash();
  }

  private static long extension(EnvoyExtension extension) {
    return GoHash.struct("EnvoyExtension")
        .field("Name", extension.name())
        .field("Required", extension.required())
        .field("Arguments", GoHash.map(extension.arguments(), GoHash::any))
        .field("ConsulVersion", extension.consulVersion())
        .field("EnvoyVersion", extension.envoyVersion())
        .hash();
  }

  private static long transparentProxy(TransparentProxyConfig config) {
    if (config.equals(TransparentProxyConfig.NONE)) {
      return GoHash.NIL;
    }
    return GoHash.struct("TransparentProxyConfig")
        .number("OutboundListenerPort", config.outboundListenerPort())
        .field("DialedDirectly", config.dialedDirectly())
        .hash();
  }

  private static long upstream(Upstream upstream) {
    return GoHash.struct("Upstream")
        .field("DestinationType", upstream.destinationType())
        .field("DestinationPartition", upstream.destinationPartition())
        .field("DestinationNamespace", upstream.destinationNamespace())
        .field("DestinationPeer", upstream.destinationPeer())
        .field("DestinationName", upstream.destinationName())
        .field("Datacenter", upstream.datacenter())
        .field("LocalBindAddress", upstream.localBindAddress())
        .number("LocalBindPort", upstream.localBindPort())
        .field("LocalBindSocketPath", upstream.localBindSocketPath())
        .field("LocalBindSocketMode", upstream.localBindSocketMode())
        .field("Config", GoHash.map(upstream.config(), GoHash::any))
        .field("MeshGateway", meshGateway(upstream.meshGateway().mode()))
        .field("CentrallyConfigured", upstream.centrallyConfigured())
        .hash();
  }

  private static long meshGateway(String mode) {
    return GoHash.struct("MeshGatewayConfig").field("Mode", mode).hash();
  }

  private static long expose(ExposeConfig expose) {
    return GoHash.struct("ExposeConfig")
        .field("Checks", expose.checks())
        .field("Paths", GoHash.list(expose.paths(), ServiceHash::exposedPath))
        .hash();
  }

  private static long exposedPath(ExposePath path) {
    return GoHash.struct("ExposePath")
        .number("ListenerPort", path.listenerPort())
        .field("Path", path.path())
        .number("LocalPathPort", path.localPathPort())
        .field("Protocol", path.protocol())
        .field("ParsedFromCheck", path.parsedFromCheck())
        .hash();
  }

  private static long accessLogs(AccessLogsConfig logs) {
    if (logs.equals(AccessLogsConfig.NONE)) {
      return GoHash.NIL;
    }
    return GoHash.struct("AccessLogsConfig")
        .field("Enabled", logs.enabled())
        .field("DisableListenerLogs", logs.disableListenerLogs())
        .field("Type", logs.type())
        .field("Path", logs.path())
        .field("JSONFormat", logs.jsonFormat())
        .field("TextFormat", logs.textFormat())
        .hash();
  }
}
