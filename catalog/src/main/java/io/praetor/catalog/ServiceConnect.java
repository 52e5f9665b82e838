// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import org.jspecify.annotations.Nullable;

/// How a service takes part in the mesh: by itself (`native`), or through a sidecar that the agent
/// registers with it and then leaves out of what it sends to the catalog.
public record ServiceConnect(
    boolean isNative,
    @Nullable ServiceDefinition sidecarService,
    @Nullable PeeringServiceMeta peerMeta) {

  /// All fields at Go's zero.
  public static final ServiceConnect NONE = new ServiceConnect(false, null, null);
}
