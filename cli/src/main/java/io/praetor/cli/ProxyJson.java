// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.config.ProxyDefinition;

/// Proxy settings from a file as part of a registration.
final class ProxyJson {
  private ProxyJson() {}

  static Json of(ProxyDefinition proxy) {
    Json.Builder json =
        Json.object()
            .putUnlessEmpty("DestinationServiceName", proxy.destinationServiceName())
            .putUnlessEmpty("DestinationServiceID", proxy.destinationServiceId())
            .putUnlessEmpty("LocalServiceAddress", proxy.localServiceAddress())
            .putUnlessEmpty("LocalServiceSocketPath", proxy.localServiceSocketPath())
            .putUnlessEmpty("Mode", proxy.mode())
            .putUnlessEmpty("MutualTLSMode", proxy.mutualTlsMode());
    if (proxy.localServicePort() != 0) {
      json.put("LocalServicePort", proxy.localServicePort());
    }
    if (proxy.transparentProxy() != null) {
      json.put(
          "TransparentProxy",
          Json.object()
              .put("OutboundListenerPort", proxy.transparentProxy().outboundListenerPort())
              .put("DialedDirectly", proxy.transparentProxy().dialedDirectly())
              .build());
    }
    if (!proxy.config().isEmpty()) {
      json.put("Config", TreeJson.of(proxy.config()));
    }
    if (!proxy.envoyExtensions().isEmpty()) {
      json.put("EnvoyExtensions", TreeJson.of(proxy.envoyExtensions()));
    }
    if (!proxy.upstreams().isEmpty()) {
      json.put("Upstreams", ServiceJson.list(proxy.upstreams(), ProxyJson::upstream));
    }
    if (proxy.accessLogs() != null) {
      json.put("AccessLogs", TreeJson.of(proxy.accessLogs()));
    }
    json.put("MeshGateway", meshGateway(proxy.meshGatewayMode()));
    return json.put("Expose", expose(proxy.expose())).build();
  }

  private static Json meshGateway(String mode) {
    return Json.object().putUnlessEmpty("Mode", mode).build();
  }

  private static Json expose(ProxyDefinition.Expose expose) {
    Json.Builder json = Json.object();
    if (expose.checks()) {
      json.put("Checks", true);
    }
    if (!expose.paths().isEmpty()) {
      json.put(
          "Paths",
          ServiceJson.list(
              expose.paths(),
              path ->
                  Json.object()
                      .put("ListenerPort", path.listenerPort())
                      .put("Path", path.path())
                      .put("LocalPathPort", path.localPathPort())
                      .put("Protocol", path.protocol())
                      .build()));
    }
    return json.build();
  }

  private static Json upstream(ProxyDefinition.Upstream upstream) {
    Json.Builder json =
        Json.object()
            .putUnlessEmpty("DestinationType", upstream.destinationType())
            .putUnlessEmpty("DestinationNamespace", upstream.destinationNamespace())
            .putUnlessEmpty("DestinationPartition", upstream.destinationPartition())
            .putUnlessEmpty("DestinationPeer", upstream.destinationPeer())
            .put("DestinationName", upstream.destinationName())
            .putUnlessEmpty("Datacenter", upstream.datacenter())
            .putUnlessEmpty("LocalBindAddress", upstream.localBindAddress())
            .putUnlessEmpty("LocalBindSocketPath", upstream.localBindSocketPath())
            .putUnlessEmpty("LocalBindSocketMode", upstream.localBindSocketMode());
    if (upstream.localBindPort() != 0) {
      json.put("LocalBindPort", upstream.localBindPort());
    }
    if (!upstream.config().isEmpty()) {
      json.put("Config", TreeJson.of(upstream.config()));
    }
    return json.put("MeshGateway", meshGateway(upstream.meshGatewayMode())).build();
  }
}
