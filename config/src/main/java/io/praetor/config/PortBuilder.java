// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// Reads the ports: which are off, and which ranges are for sidecars and exposed checks.
final class PortBuilder {
  private final Draft draft;
  private final Settings settings;

  PortBuilder(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
  }

  PortConfig ports() throws RefusedException {
    int dns = draft.port("ports.dns");
    int http = draft.port("ports.http");
    int https = draft.port("ports.https");
    int rpc = draft.port("ports.server");
    int grpc = draft.port("ports.grpc");
    int grpcTls =
        settings.has("ports.grpc_tls")
            ? draft.port("ports.grpc_tls")
            : settings.bool("server") ? 8503 : -1;
    int serfLan = draft.port("ports.serf_lan");
    int serfWan = draft.port("ports.serf_wan");
    int proxyMin = draft.port("ports.proxy_min_port");
    int proxyMax = draft.port("ports.proxy_max_port");
    int sidecarMin = draft.port("ports.sidecar_min_port");
    int sidecarMax = draft.port("ports.sidecar_max_port");
    int exposeMin = draft.port("ports.expose_min_port");
    int exposeMax = draft.port("ports.expose_max_port");
    if (rpc <= 0) {
      throw new RefusedException("server-port must be greater than zero");
    }
    if (serfLan <= 0) {
      throw new RefusedException("serf-lan-port must be greater than zero");
    }
    ordered("proxy", proxyMin, proxyMax);
    ordered("sidecar", sidecarMin, sidecarMax);
    ordered("expose", exposeMin, exposeMax);
    return new PortConfig(
        dns,
        http,
        https,
        grpc,
        grpcTls,
        serfLan,
        serfWan,
        rpc,
        sidecarMin,
        sidecarMax,
        exposeMin,
        exposeMax);
  }

  private static void ordered(String name, int min, int max) throws RefusedException {
    if (max < min) {
      throw new RefusedException(
          name
              + "_min_port must be less than "
              + name
              + "_max_port. To disable, set both to zero.");
    }
  }
}
