// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service as a file or the HTTP API registers it, before the agent adds defaults. Absent text
/// is empty, an absent number zero; null is used only where Consul tells absent from empty.
///
/// @param kind empty for a typical service, else connect-proxy, mesh-gateway and so on
/// @param id empty means the name
/// @param name service name
/// @param tags tags
/// @param address empty means the address of the node
/// @param taggedAddresses addresses by name
/// @param meta metadata
/// @param port port
/// @param ports named ports, instead of one
/// @param socketPath unix socket, instead of address and port
/// @param check the single check
/// @param checks the list of checks
/// @param weights null means one and one
/// @param token token of the registration, empty for none
/// @param enableTagOverride whether the catalog may change tags
/// @param locality region and zone
/// @param proxy proxy settings
/// @param connect mesh settings
public record ServiceDefinition(
    String kind,
    String id,
    String name,
    List<String> tags,
    String address,
    Map<String, ServiceAddress> taggedAddresses,
    Map<String, String> meta,
    int port,
    List<Port> ports,
    String socketPath,
    @Nullable CheckDefinition check,
    List<CheckDefinition> checks,
    @Nullable Weights weights,
    String token,
    boolean enableTagOverride,
    @Nullable Locality locality,
    @Nullable ProxyDefinition proxy,
    @Nullable ConnectDefinition connect) {
  public ServiceDefinition {
    tags = List.copyOf(tags);
    taggedAddresses = Map.copyOf(taggedAddresses);
    meta = Map.copyOf(meta);
    ports = List.copyOf(ports);
    checks = List.copyOf(checks);
  }

  /// The single check and the list together, the list first, as Consul registers them.
  public List<CheckDefinition> allChecks() {
    if (check == null || check.isEmpty()) {
      return checks;
    }
    List<CheckDefinition> all = new java.util.ArrayList<>(checks);
    all.add(check);
    return List.copyOf(all);
  }

  @Override
  public String toString() {
    return "ServiceDefinition[id=" + id + ", name=" + name + ", kind=" + kind + "]";
  }

  /// An address and port under a name.
  public record ServiceAddress(String address, int port) {}

  /// A named port.
  public record Port(String name, int port, boolean isDefault) {}

  /// Weights in SRV answers.
  public record Weights(int passing, int warning) {}

  /// Mesh settings: native, or with a sidecar registered along.
  public record ConnectDefinition(boolean isNative, @Nullable ServiceDefinition sidecarService) {}
}
