// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.EnvoyExtension;
import io.praetor.catalog.ExposePath;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceAddress;
import io.praetor.catalog.ServicePort;
import io.praetor.catalog.TransparentProxyConfig;
import io.praetor.catalog.Upstream;
import io.praetor.catalog.Weights;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Encoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A local service in the form of the agent routes, which is that of Consul's API client and not
/// that of the catalog: no indexes, the datacenter, and nearly every empty member left out.
final class AgentServiceJson {
  /// @param contentHash empty where the route does not show it
  record View(NodeService service, String contentHash, String datacenter) {}

  static final Codec<View> CODEC = new Encoding<>(AgentServiceJson::write);

  private static final Codec<Map<String, @Nullable Object>> FREE_FORM = Codecs.map(Codecs.ANY);

  private AgentServiceJson() {}

  private static void write(Encoder out, View view) {
    NodeService service = view.service();
    out.beginMap(0);
    text(out, "Kind", service.kind());
    out.key("ID");
    out.string(service.id());
    out.key("Service");
    out.string(service.service());
    out.key("Tags");
    Codecs.STRINGS.write(out, orEmpty(service.tags()));
    out.key("Meta");
    Codecs.map(Codecs.STRING).write(out, orEmpty(service.meta()));
    number(out, "Port", service.port());
    list(out, "Ports", service.ports(), AgentServiceJson::port);
    out.key("Address");
    out.string(service.address());
    text(out, "SocketPath", service.socketPath());
    taggedAddresses(out, orEmpty(service.taggedAddresses()));
    weights(out, service.weights());
    out.key("EnableTagOverride");
    out.bool(service.enableTagOverride());
    text(out, "ContentHash", view.contentHash());
    if (service.hasProxy()) {
      out.key("Proxy");
      proxy(out, service.proxy());
    }
    if (service.connect().isNative()) {
      out.key("Connect");
      out.beginMap(0);
      flag(out, "Native", true);
      out.endMap();
    }
    text(out, "PeerName", service.peerName());
    text(out, "Datacenter", view.datacenter());
    if (service.locality() != null) {
      out.key("Locality");
      out.beginMap(0);
      text(out, "Region", service.locality().region());
      text(out, "Zone", service.locality().zone());
      out.endMap();
    }
    out.endMap();
  }

  private static void port(Encoder out, ServicePort port) {
    out.beginMap(0);
    out.key("Name");
    out.string(port.name());
    number(out, "Port", port.port());
    out.key("Default");
    out.bool(port.isDefault());
    out.endMap();
  }

  private static void taggedAddresses(Encoder out, Map<String, ServiceAddress> addresses) {
    if (addresses.isEmpty()) {
      return;
    }
    out.key("TaggedAddresses");
    out.beginMap(0);
    addresses.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              out.key(entry.getKey());
              out.beginMap(0);
              out.key("Address");
              out.string(entry.getValue().address());
              number(out, "Port", entry.getValue().port());
              out.endMap();
            });
    out.endMap();
  }

  private static void weights(Encoder out, @Nullable Weights weights) {
    Weights shown = weights == null ? Weights.ONE : weights;
    out.key("Weights");
    out.beginMap(0);
    number(out, "Passing", shown.passing());
    number(out, "Warning", shown.warning());
    out.endMap();
  }

  private static void proxy(Encoder out, ConnectProxyConfig proxy) {
    out.beginMap(0);
    list(out, "EnvoyExtensions", proxy.envoyExtensions(), AgentServiceJson::extension);
    text(out, "DestinationServiceName", proxy.destinationServiceName());
    text(out, "DestinationServiceID", proxy.destinationServiceId());
    text(out, "LocalServiceAddress", proxy.localServiceAddress());
    numberIfSet(out, "LocalServicePort", proxy.localServicePort());
    text(out, "LocalServiceSocketPath", proxy.localServiceSocketPath());
    text(out, "Mode", proxy.mode());
    if (!proxy.transparentProxy().equals(TransparentProxyConfig.NONE)) {
      out.key("TransparentProxy");
      out.beginMap(0);
      numberIfSet(out, "OutboundListenerPort", proxy.transparentProxy().outboundListenerPort());
      flag(out, "DialedDirectly", proxy.transparentProxy().dialedDirectly());
      out.endMap();
    }
    freeForm(out, "Config", proxy.config());
    list(out, "Upstreams", proxy.upstreams(), AgentServiceJson::upstream);
    meshGateway(out, proxy.meshGateway().mode());
    out.key("Expose");
    out.beginMap(0);
    flag(out, "Checks", proxy.expose().checks());
    list(out, "Paths", proxy.expose().paths(), AgentServiceJson::exposedPath);
    out.endMap();
    accessLogs(out, proxy.accessLogs());
    out.endMap();
  }

  private static void extension(Encoder out, EnvoyExtension extension) {
    out.beginMap(0);
    out.key("Name");
    out.string(extension.name());
    out.key("Required");
    out.bool(extension.required());
    out.key("Arguments");
    FREE_FORM.write(out, orEmpty(extension.arguments()));
    out.key("ConsulVersion");
    out.string(extension.consulVersion());
    out.key("EnvoyVersion");
    out.string(extension.envoyVersion());
    out.endMap();
  }

  private static void upstream(Encoder out, Upstream upstream) {
    out.beginMap(0);
    text(out, "DestinationType", upstream.destinationType());
    text(out, "DestinationNamespace", upstream.destinationNamespace());
    text(out, "DestinationPartition", upstream.destinationPartition());
    text(out, "DestinationPeer", upstream.destinationPeer());
    out.key("DestinationName");
    out.string(upstream.destinationName());
    text(out, "Datacenter", upstream.datacenter());
    text(out, "LocalBindAddress", upstream.localBindAddress());
    numberIfSet(out, "LocalBindPort", upstream.localBindPort());
    text(out, "LocalBindSocketPath", upstream.localBindSocketPath());
    text(out, "LocalBindSocketMode", upstream.localBindSocketMode());
    freeForm(out, "Config", upstream.config());
    meshGateway(out, upstream.meshGateway().mode());
    flag(out, "CentrallyConfigured", upstream.centrallyConfigured());
    out.endMap();
  }

  private static void meshGateway(Encoder out, String mode) {
    out.key("MeshGateway");
    out.beginMap(0);
    text(out, "Mode", mode);
    out.endMap();
  }

  private static void exposedPath(Encoder out, ExposePath path) {
    out.beginMap(0);
    numberIfSet(out, "ListenerPort", path.listenerPort());
    text(out, "Path", path.path());
    numberIfSet(out, "LocalPathPort", path.localPathPort());
    text(out, "Protocol", path.protocol());
    out.key("ParsedFromCheck");
    out.bool(path.parsedFromCheck());
    out.endMap();
  }

  private static void accessLogs(Encoder out, AccessLogsConfig logs) {
    if (logs.equals(AccessLogsConfig.NONE)) {
      return;
    }
    out.key("AccessLogs");
    out.beginMap(0);
    flag(out, "Enabled", logs.enabled());
    flag(out, "DisableListenerLogs", logs.disableListenerLogs());
    text(out, "Type", logs.type());
    text(out, "Path", logs.path());
    text(out, "JSONFormat", logs.jsonFormat());
    text(out, "TextFormat", logs.textFormat());
    out.endMap();
  }

  private interface ElementWriter<T> {
    void write(Encoder out, T value);
  }

  private static <T> void list(
      Encoder out, String name, @Nullable List<T> values, ElementWriter<T> writer) {
    if (values == null || values.isEmpty()) {
      return;
    }
    out.key(name);
    out.beginArray(values.size());
    values.forEach(value -> writer.write(out, value));
    out.endArray();
  }

  private static void freeForm(
      Encoder out, String name, @Nullable Map<String, @Nullable Object> value) {
    if (value != null && !value.isEmpty()) {
      out.key(name);
      FREE_FORM.write(out, value);
    }
  }

  private static void text(Encoder out, String name, String value) {
    if (!value.isEmpty()) {
      out.key(name);
      out.string(value);
    }
  }

  private static void number(Encoder out, String name, int value) {
    out.key(name);
    out.int64(value);
  }

  private static void numberIfSet(Encoder out, String name, int value) {
    if (value != 0) {
      number(out, name, value);
    }
  }

  private static void flag(Encoder out, String name, boolean value) {
    if (value) {
      out.key(name);
      out.bool(true);
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  private static <V extends @Nullable Object> Map<String, V> orEmpty(
      @Nullable Map<String, V> values) {
    return values == null ? Map.of() : values;
  }
}
