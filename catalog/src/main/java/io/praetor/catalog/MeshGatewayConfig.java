// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Whether traffic to another datacenter passes mesh gateways: `none`, `local`, `remote` or empty.
public record MeshGatewayConfig(String mode) {

  public static final Struct<MeshGatewayConfig> CODEC =
      Struct.<MeshGatewayConfig>named("MeshGatewayConfig")
          .omitEmpty("Mode", STRING, MeshGatewayConfig::mode)
          .build(v -> new MeshGatewayConfig(v.get(0)));

  /// All fields at Go's zero.
  public static final MeshGatewayConfig NONE = new MeshGatewayConfig("");
}
