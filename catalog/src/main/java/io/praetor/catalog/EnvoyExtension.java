// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A named change to the Envoy configuration of a proxy.
public record EnvoyExtension(
    String name,
    boolean required,
    @Nullable Map<String, @Nullable Object> arguments,
    String consulVersion,
    String envoyVersion) {

  public EnvoyExtension {
    arguments = Frozen.any(arguments);
  }
}
