// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// Whether traffic to another datacenter passes mesh gateways: `none`, `local`, `remote` or empty.
public record MeshGatewayConfig(String mode) {

  /// All fields at Go's zero.
  public static final MeshGatewayConfig NONE = new MeshGatewayConfig("");
}
