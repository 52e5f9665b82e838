// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.config.Cidr;
import io.praetor.config.RuntimeConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the HTTP API needs to know of the configuration. Replaced as a whole when the agent reloads
/// ([HttpApi#reload]).
public record HttpApiConfig(
    String datacenter,
    String nodeName,
    boolean devMode,
    boolean aclEnabled,
    boolean aclDefaultAllow,
    String defaultToken,
    boolean coordinatesEnabled,
    boolean peeringEnabled,
    boolean translateWanAddrs,
    boolean useStreamingBackend,
    boolean enableDebug,
    boolean uiEnabled,
    String uiContentPath,
    String uiMetricsProxyBase,
    List<String> blockEndpoints,
    List<Cidr> allowWriteFrom,
    Map<String, String> responseHeaders,
    boolean useCache,
    boolean disableUnprintableCharFilter,
    Duration discoveryMaxStale,
    boolean disableKvKeyValidation,
    long kvMaxValueSizeBytes,
    long txnMaxReqLenBytes) {
  public HttpApiConfig {
    blockEndpoints = List.copyOf(blockEndpoints);
    allowWriteFrom = List.copyOf(allowWriteFrom);
    responseHeaders = Map.copyOf(responseHeaders);
  }

  /// The part of an agent's configuration that matters here.
  public static HttpApiConfig of(RuntimeConfig config) {
    return new HttpApiConfig(
        config.node().datacenter(),
        config.node().name(),
        config.node().devMode(),
        config.acl().enabled(),
        config.acl().defaultPolicy().equals("allow") || !config.acl().enabled(),
        config.acl().tokens().defaultToken(),
        !config.coordinates().disabled(),
        config.peeringEnabled(),
        config.translateWanAddrs(),
        config.useStreamingBackend(),
        config.enableDebug(),
        config.ui().enabled(),
        config.ui().contentPath(),
        config.ui().metricsProxy().baseUrl(),
        config.http().blockEndpoints(),
        config.http().allowWriteFrom(),
        config.http().responseHeaders(),
        config.http().useCache(),
        config.http().disableUnprintableCharFilter(),
        config.http().discoveryMaxStale(),
        config.http().disableKvKeyValidation(),
        config.limits().kvMaxValueSize(),
        config.limits().txnMaxReqLen());
  }
}
