// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;

import io.praetor.wire.Struct;

/// Settings of a proxy that traffic is redirected to by the kernel.
public record TransparentProxyConfig(int outboundListenerPort, boolean dialedDirectly) {

  public static final Struct<TransparentProxyConfig> CODEC =
      Struct.<TransparentProxyConfig>named("TransparentProxyConfig")
          .omitEmpty("OutboundListenerPort", INT, TransparentProxyConfig::outboundListenerPort)
          .omitEmpty("DialedDirectly", BOOL, TransparentProxyConfig::dialedDirectly)
          .build(v -> new TransparentProxyConfig(v.get(0), v.get(1)));

  /// All fields at Go's zero.
  public static final TransparentProxyConfig NONE = new TransparentProxyConfig(0, false);
}
