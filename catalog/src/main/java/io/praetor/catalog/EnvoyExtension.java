// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A named change to the Envoy configuration of a proxy.
public record EnvoyExtension(
    String name,
    boolean required,
    @Nullable Map<String, @Nullable Object> arguments,
    String consulVersion,
    String envoyVersion) {

  public static final Struct<EnvoyExtension> CODEC =
      Struct.<EnvoyExtension>named("EnvoyExtension")
          .field("Name", STRING, EnvoyExtension::name)
          .field("Required", BOOL, EnvoyExtension::required)
          .field("Arguments", Frozen.FREE_FORM, EnvoyExtension::arguments)
          .field("ConsulVersion", STRING, EnvoyExtension::consulVersion)
          .field("EnvoyVersion", STRING, EnvoyExtension::envoyVersion)
          .build(v -> new EnvoyExtension(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));

  public EnvoyExtension {
    arguments = Frozen.any(arguments);
  }
}
