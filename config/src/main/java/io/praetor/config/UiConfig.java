// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;
import java.util.Map;

/// The browser interface and its metrics proxy.
///
/// @param enabled whether it is served
/// @param dir own files instead of the built-in ones
/// @param contentPath URL prefix with both slashes
/// @param metricsProvider name of the provider of the metrics charts
/// @param metricsProviderFiles scripts to load
/// @param metricsProviderOptionsJson a JSON object as text
/// @param metricsProxy the proxy to the metrics store
/// @param dashboardUrlTemplates links by name
public record UiConfig(
    boolean enabled,
    String dir,
    String contentPath,
    String metricsProvider,
    List<String> metricsProviderFiles,
    String metricsProviderOptionsJson,
    MetricsProxy metricsProxy,
    Map<String, String> dashboardUrlTemplates) {
  public UiConfig {
    metricsProviderFiles = List.copyOf(metricsProviderFiles);
    dashboardUrlTemplates = Map.copyOf(dashboardUrlTemplates);
  }

  /// Requests under `/v1/internal/ui/metrics-proxy` go to this base, with these headers, for
  /// these paths only.
  public record MetricsProxy(String baseUrl, List<Header> addHeaders, List<String> pathAllowlist) {
    public MetricsProxy {
      addHeaders = List.copyOf(addHeaders);
      pathAllowlist = List.copyOf(pathAllowlist);
    }
  }

  /// A header added by the proxy; the value may be a secret.
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return name + ": hidden";
    }
  }
}
