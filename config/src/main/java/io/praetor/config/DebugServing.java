// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of [DebugView] about what the agent serves: DNS, HTTP, limits and the browser interface.
final class DebugServing {
  private final DebugTree view;
  private final RuntimeConfig config;
  private final Settings settings;

  DebugServing(DebugTree view, RuntimeConfig config, Settings settings) {
    this.view = view;
    this.config = config;
    this.settings = settings;
  }

  /// Adds all of it.
  void add() {
    dns();
    http();
    limits();
    view.put("UIConfig", ui());
  }

  private void dns() {
    DnsConfig dns = config.dns();
    List<String> listeners = new ArrayList<>();
    for (String protocol : List.of("tcp", "udp")) {
      for (InetSocketAddress address : dns.addresses()) {
        listeners.add(protocol + "://" + Ip.hostPort(address.getAddress(), address.getPort()));
      }
    }
    view.put("DNSAddrs", listeners);
    view.put("DNSDomain", settings.string("domain"));
    view.put("DNSAltDomain", settings.string("alt_domain"));
    view.put("DNSRecursors", dns.recursors());
    view.put("DNSRecursorStrategy", dns.recursorStrategy());
    view.put("DNSRecursorTimeout", dns.recursorTimeout());
    view.put("DNSAllowStale", dns.allowStale());
    view.put("DNSMaxStale", dns.maxStale());
    view.put("DNSARecordLimit", dns.aRecordLimit());
    view.put("DNSUDPAnswerLimit", dns.udpAnswerLimit());
    view.put("DNSDisableCompression", dns.disableCompression());
    view.put("DNSEnableTruncate", dns.enableTruncate());
    view.put("DNSOnlyPassing", dns.onlyPassing());
    view.put("DNSNodeTTL", dns.nodeTtl());
    view.put("DNSServiceTTL", dns.serviceTtl());
    view.put("DNSNodeMetaTXT", dns.nodeMetaTxt());
    view.put(
        "DNSSOA",
        Map.of(
            "Refresh", dns.soa().refresh(),
            "Retry", dns.soa().retry(),
            "Expire", dns.soa().expire(),
            "Minttl", dns.soa().minTtl()));
    view.put("DNSUseCache", dns.useCache());
    view.put("DNSCacheMaxAge", dns.cacheMaxAge());
  }

  private void http() {
    HttpConfig http = config.http();
    view.put("HTTPAddrs", http.httpAddresses());
    view.put("HTTPSAddrs", http.httpsAddresses());
    view.put("HTTPBlockEndpoints", http.blockEndpoints());
    view.put("AllowWriteHTTPFrom", http.allowWriteFrom());
    view.put("HTTPResponseHeaders", http.responseHeaders());
    view.put("HTTPUseCache", http.useCache());
    view.put("HTTPMaxHeaderBytes", http.maxHeaderBytes());
    view.put("HTTPReadTimeout", http.readTimeout());
    view.put("HTTPReadHeaderTimeout", http.readHeaderTimeout());
    view.put("HTTPWriteTimeout", http.writeTimeout());
    view.put("HTTPIdleTimeout", http.idleTimeout());
    view.put("DisableHTTPUnprintableCharFilter", http.disableUnprintableCharFilter());
    view.put("DefaultQueryTime", http.defaultQueryTime());
    view.put("MaxQueryTime", http.maxQueryTime());
    view.put("DiscoveryMaxStale", http.discoveryMaxStale());
    view.put("DisableKVKeyValidation", http.disableKvKeyValidation());
  }

  private void limits() {
    LimitsConfig limits = config.limits();
    view.put("HTTPMaxConnsPerClient", limits.httpMaxConnsPerClient());
    view.put("HTTPSHandshakeTimeout", limits.httpsHandshakeTimeout());
    view.put("RequestLimitsMode", limits.requestLimitsMode().number());
    view.put("RequestLimitsReadRate", limits.requestReadRate());
    view.put("RequestLimitsWriteRate", limits.requestWriteRate());
    view.put("RPCClientTimeout", limits.rpcClientTimeout());
    view.put("RPCHandshakeTimeout", limits.rpcHandshakeTimeout());
    view.put("RPCHoldTimeout", limits.rpcHoldTimeout());
    view.put("RPCMaxBurst", limits.rpcMaxBurst());
    view.put("RPCMaxConnsPerClient", limits.rpcMaxConnsPerClient());
    view.put("RPCRateLimit", limits.rpcRate());
    view.put("KVMaxValueSize", limits.kvMaxValueSize());
    view.put("TxnMaxReqLen", limits.txnMaxReqLen());
    view.put(
        "Cache",
        DebugTree.tree(
            "EntryFetchMaxBurst", config.cache().entryFetchMaxBurst(),
            "EntryFetchRate", config.cache().entryFetchRate(),
            "Logger", null));
  }

  private Map<String, @Nullable Object> ui() {
    UiConfig ui = config.ui();
    return DebugTree.tree(
        "ContentPath", ui.contentPath(),
        "DashboardURLTemplates", ui.dashboardUrlTemplates(),
        "Dir", ui.dir(),
        "Enabled", ui.enabled(),
        "MetricsProvider", ui.metricsProvider(),
        "MetricsProviderFiles", ui.metricsProviderFiles(),
        "MetricsProviderOptionsJSON", ui.metricsProviderOptionsJson(),
        "MetricsProxy",
            DebugTree.tree(
                "AddHeaders",
                    ui.metricsProxy().addHeaders().stream()
                        .map(
                            header ->
                                DebugTree.tree("Name", header.name(), "Value", DebugTree.HIDDEN))
                        .toList(),
                "BaseURL", ui.metricsProxy().baseUrl(),
                "PathAllowlist", ui.metricsProxy().pathAllowlist()));
  }
}
