// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// Settings of a proxy that traffic is redirected to by the kernel.
public record TransparentProxyConfig(int outboundListenerPort, boolean dialedDirectly) {

  /// All fields at Go's zero.
  public static final TransparentProxyConfig NONE = new TransparentProxyConfig(0, false);
}
