// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings of a proxy, of a gateway, or of the sidecar of a service. The free settings keep the
/// tree they came with.
///
/// @param destinationServiceName service it stands in front of
/// @param destinationServiceId local instance it stands in front of
/// @param localServiceAddress where the application listens
/// @param localServicePort where the application listens
/// @param localServiceSocketPath unix socket of the application
/// @param mode empty, direct or transparent
/// @param transparentProxy null when not set
/// @param config free settings
/// @param envoyExtensions free trees
/// @param upstreams what the application reaches through it
/// @param meshGatewayMode empty, none, local or remote
/// @param expose paths reachable without the mesh
/// @param accessLogs free tree, null when not set
/// @param mutualTlsMode empty, strict or permissive
public record ProxyDefinition(
    String destinationServiceName,
    String destinationServiceId,
    String localServiceAddress,
    int localServicePort,
    String localServiceSocketPath,
    String mode,
    @Nullable TransparentProxy transparentProxy,
    Map<String, Object> config,
    List<Map<String, Object>> envoyExtensions,
    List<Upstream> upstreams,
    String meshGatewayMode,
    Expose expose,
    @Nullable Map<String, Object> accessLogs,
    String mutualTlsMode) {
  public ProxyDefinition {
    envoyExtensions = List.copyOf(envoyExtensions);
    upstreams = List.copyOf(upstreams);
  }

  /// Traffic captured by the host.
  public record TransparentProxy(int outboundListenerPort, boolean dialedDirectly) {}

  /// Paths that the proxy serves without the mesh.
  public record Expose(boolean checks, List<Path> paths) {
    public Expose {
      paths = List.copyOf(paths);
    }

    /// One such path.
    public record Path(int listenerPort, String path, String protocol, int localPathPort) {}
  }

  /// One service that the application reaches.
  public record Upstream(
      String destinationType,
      String destinationNamespace,
      String destinationPartition,
      String destinationPeer,
      String destinationName,
      String datacenter,
      String localBindAddress,
      int localBindPort,
      String localBindSocketPath,
      String localBindSocketMode,
      Map<String, Object> config,
      String meshGatewayMode) {}
}
