// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.EnvoyExtension;
import io.praetor.catalog.ExposePath;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.HealthCheckDefinition;
import io.praetor.catalog.Locality;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceConnect;
import io.praetor.catalog.Upstream;
import io.praetor.wire.ProtoWriter;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The catalog's records as messages of Protocol Buffers. Field numbers are those that Consul 1.22
/// sends (observed, by registering instances in which every field has a value of its own). Messages
/// that are no pointers in Consul's records are always there, if only empty.
final class CatalogMessages {
  private CatalogMessages() {}

  /// `pbservice.CheckServiceNode`.
  static void instance(ProtoWriter out, CheckServiceNode instance) {
    Node node = instance.node();
    if (node != null) {
      out.message(1, message -> node(message, node));
    }
    NodeService service = instance.service();
    if (service != null) {
      out.message(2, message -> service(message, service));
    }
    out.messages(3, instance.checks(), CatalogMessages::check);
  }

  /// What is said of an instance that has gone: its node by name alone, and no checks.
  static void goneInstance(ProtoWriter out, CheckServiceNode instance) {
    Node node = instance.node();
    instance(
        out,
        new CheckServiceNode(
            node == null
                ? null
                : Node.builder()
                    .node(node.node())
                    .partition(node.partition())
                    .peerName(node.peerName())
                    .build(),
            instance.service(),
            null));
  }

  private static void node(ProtoWriter out, Node node) {
    out.string(1, node.id());
    out.string(2, node.node());
    out.string(3, node.address());
    out.string(4, node.datacenter());
    out.strings(5, node.taggedAddresses());
    out.strings(6, node.meta());
    out.message(7, indexes(node.createIndex(), node.modifyIndex()));
    out.string(8, node.partition());
    out.string(9, node.peerName());
    locality(out, 10, node.locality());
  }

  private static void service(ProtoWriter out, NodeService service) {
    out.string(1, service.kind());
    out.string(2, service.id());
    out.string(3, service.service());
    out.strings(4, service.tags());
    out.string(5, service.address());
    out.strings(6, service.meta());
    out.integer(7, service.port());
    var weights = service.weights();
    if (weights != null) {
      out.message(
          8,
          message -> {
            message.integer(1, weights.passing());
            message.integer(2, weights.warning());
          });
    }
    out.bool(9, service.enableTagOverride());
    out.message(11, message -> proxy(message, service.proxy()));
    out.message(12, message -> connect(message, service.connect()));
    out.message(14, indexes(service.createIndex(), service.modifyIndex()));
    out.map(
        15,
        service.taggedAddresses(),
        (message, address) -> {
          message.string(1, address.address());
          message.integer(2, address.port());
        });
    out.message(16, enterpriseMeta());
    out.string(17, service.socketPath());
    out.string(18, service.peerName());
    locality(out, 19, service.locality());
    out.messages(
        20,
        service.ports(),
        (message, port) -> {
          message.integer(1, port.port());
          message.string(2, port.name());
          message.bool(3, port.isDefault());
        });
  }

  private static void connect(ProtoWriter out, ServiceConnect connect) {
    out.bool(1, connect.isNative());
    var peer = connect.peerMeta();
    if (peer != null) {
      out.message(
          4,
          message -> {
            message.strings(1, peer.sni());
            message.strings(2, peer.spiffeId());
            message.string(3, peer.protocol());
          });
    }
  }

  private static void proxy(ProtoWriter out, ConnectProxyConfig proxy) {
    out.string(1, proxy.destinationServiceName());
    out.string(2, proxy.destinationServiceId());
    out.string(3, proxy.localServiceAddress());
    out.integer(4, proxy.localServicePort());
    out.freeForm(5, proxy.config());
    out.messages(6, proxy.upstreams(), CatalogMessages::upstream);
    out.message(7, message -> message.string(1, proxy.meshGateway().mode()));
    out.message(
        8,
        message -> {
          message.bool(1, proxy.expose().checks());
          message.messages(2, proxy.expose().paths(), CatalogMessages::exposePath);
        });
    out.string(9, proxy.mode());
    out.message(
        10,
        message -> {
          message.integer(1, proxy.transparentProxy().outboundListenerPort());
          message.bool(2, proxy.transparentProxy().dialedDirectly());
        });
    out.string(11, proxy.localServiceSocketPath());
    out.messages(12, proxy.envoyExtensions(), CatalogMessages::extension);
    out.message(13, message -> accessLogs(message, proxy.accessLogs()));
  }

  private static void upstream(ProtoWriter out, Upstream upstream) {
    out.string(1, upstream.destinationType());
    out.string(2, upstream.destinationNamespace());
    out.string(3, upstream.destinationName());
    out.string(4, upstream.datacenter());
    out.string(5, upstream.localBindAddress());
    out.integer(6, upstream.localBindPort());
    out.freeForm(7, upstream.config());
    out.message(8, message -> message.string(1, upstream.meshGateway().mode()));
    out.string(10, upstream.localBindSocketPath());
    out.string(11, upstream.localBindSocketMode());
    out.string(13, upstream.destinationPeer());
  }

  private static void exposePath(ProtoWriter out, ExposePath path) {
    out.integer(1, path.listenerPort());
    out.string(2, path.path());
    out.integer(3, path.localPathPort());
    out.string(4, path.protocol());
    out.bool(5, path.parsedFromCheck());
  }

  private static void extension(ProtoWriter out, EnvoyExtension extension) {
    out.string(1, extension.name());
    out.bool(2, extension.required());
    out.freeForm(3, extension.arguments());
    out.string(4, extension.consulVersion());
    out.string(5, extension.envoyVersion());
  }

  private static void accessLogs(ProtoWriter out, AccessLogsConfig logs) {
    out.bool(1, logs.enabled());
    out.bool(2, logs.disableListenerLogs());
    out.string(3, logs.type());
    out.string(4, logs.path());
    out.string(5, logs.jsonFormat());
    out.string(6, logs.textFormat());
  }

  private static void check(ProtoWriter out, HealthCheck check) {
    out.string(1, check.node());
    out.string(2, check.checkId());
    out.string(3, check.name());
    out.string(4, check.status());
    out.string(5, check.notes());
    out.string(6, check.output());
    out.string(7, check.serviceId());
    out.string(8, check.serviceName());
    out.strings(9, check.serviceTags());
    out.message(10, message -> definition(message, check.definition()));
    out.message(11, indexes(check.createIndex(), check.modifyIndex()));
    out.string(12, check.type());
    out.message(13, enterpriseMeta());
    out.integer(14, check.exposedPort());
    out.string(15, check.interval());
    out.string(16, check.timeout());
    out.string(17, check.peerName());
  }

  private static void definition(ProtoWriter out, HealthCheckDefinition definition) {
    out.string(1, definition.http());
    out.bool(2, definition.tlsSkipVerify());
    out.map(3, definition.header(), (message, values) -> message.strings(1, values));
    out.string(4, definition.method());
    out.string(5, definition.tcp());
    out.message(6, duration(definition.interval()));
    out.message(7, duration(definition.timeout()));
    out.message(8, duration(definition.deregisterCriticalServiceAfter()));
    out.integer(9, definition.outputMaxSize());
    out.strings(10, definition.scriptArgs());
    out.string(11, definition.dockerContainerId());
    out.string(12, definition.shell());
    out.string(13, definition.grpc());
    out.bool(14, definition.grpcUseTls());
    out.string(15, definition.aliasNode());
    out.string(16, definition.aliasService());
    out.message(17, duration(definition.ttl()));
    out.string(18, definition.body());
    out.string(19, definition.tlsServerName());
    out.string(20, definition.h2ping());
    out.bool(21, definition.h2pingUseTls());
    out.bool(22, definition.disableRedirects());
    out.string(23, definition.udp());
    out.string(24, definition.osService());
    out.bool(25, definition.tcpUseTls());
    out.string(26, definition.sessionName());
  }

  private static void locality(ProtoWriter out, int field, @Nullable Locality locality) {
    if (locality != null) {
      out.message(
          field,
          message -> {
            message.string(1, locality.region());
            message.string(2, locality.zone());
          });
    }
  }

  private static Consumer<ProtoWriter> indexes(long create, long modify) {
    return message -> {
      message.integer(1, create);
      message.integer(2, modify);
    };
  }

  private static Consumer<ProtoWriter> duration(Duration duration) {
    return message -> {
      message.integer(1, duration.getSeconds());
      message.integer(2, duration.getNano());
    };
  }

  /// Namespaces are not part of the free edition.
  static Consumer<ProtoWriter> enterpriseMeta() {
    return message -> {};
  }
}
