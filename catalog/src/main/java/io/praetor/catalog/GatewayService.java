// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service that a gateway serves.
public record GatewayService(
    ServiceName gateway,
    ServiceName service,
    String gatewayKind,
    int port,
    String protocol,
    @Nullable List<String> hosts,
    String caFile,
    String certFile,
    String keyFile,
    String sni,
    boolean fromWildcard,
    String serviceKind,
    boolean autoHostRewrite,
    long createIndex,
    long modifyIndex) {

  public GatewayService {
    hosts = Frozen.list(hosts);
  }
}
