// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An instance of a service on a node, as the node's agent registers it. `id` is unique on the node,
/// `service` is the name that others look it up by.
public record NodeService(
    String kind,
    String id,
    String service,
    @Nullable List<String> tags,
    String address,
    @Nullable Map<String, ServiceAddress> taggedAddresses,
    @Nullable Map<String, String> meta,
    int port,
    @Nullable List<ServicePort> ports,
    String socketPath,
    @Nullable Weights weights,
    boolean enableTagOverride,
    ConnectProxyConfig proxy,
    ServiceConnect connect,
    @Nullable Locality locality,
    boolean locallyRegisteredAsSidecar,
    String peerName,
    long createIndex,
    long modifyIndex) {

  public static final Struct<NodeService> CODEC =
      Struct.<NodeService>named("NodeService")
          .omitEmpty("Kind", STRING, NodeService::kind)
          .field("ID", STRING, NodeService::id)
          .field("Service", STRING, NodeService::service)
          .field("Tags", nullable(list(STRING)), NodeService::tags)
          .field("Address", STRING, NodeService::address)
          .omitEmpty(
              "TaggedAddresses", nullable(map(ServiceAddress.CODEC)), NodeService::taggedAddresses)
          .field("Meta", nullable(map(STRING)), NodeService::meta)
          .omitEmpty("Port", INT, NodeService::port)
          .omitEmpty("Ports", nullable(list(ServicePort.CODEC)), NodeService::ports)
          .omitEmpty("SocketPath", STRING, NodeService::socketPath)
          .field("Weights", nullable(Weights.CODEC), NodeService::weights)
          .field("EnableTagOverride", BOOL, NodeService::enableTagOverride)
          .field("Proxy", ConnectProxyConfig.CODEC, NodeService::proxy)
          .field("Connect", ServiceConnect.CODEC, NodeService::connect)
          .omitEmpty("Locality", nullable(Locality.CODEC), NodeService::locality)
          .msgpackOnly("LocallyRegisteredAsSidecar", BOOL, NodeService::locallyRegisteredAsSidecar)
          .field("PeerName", STRING, NodeService::peerName)
          .field("CreateIndex", ULONG, NodeService::createIndex)
          .field("ModifyIndex", ULONG, NodeService::modifyIndex)
          .build(
              v ->
                  new NodeService(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13),
                      v.get(14), v.get(15), v.get(16), v.get(17), v.get(18)));

  public NodeService {
    tags = Frozen.list(tags);
    taggedAddresses = Frozen.map(taggedAddresses);
    meta = Frozen.map(meta);
    ports = Frozen.list(ports);
  }

  /// Proxies and gateways have a proxy configuration, if only an empty one.
  public boolean hasProxy() {
    return switch (kind) {
      case "connect-proxy",
          "mesh-gateway",
          "terminating-gateway",
          "ingress-gateway",
          "api-gateway" ->
          true;
      default -> false;
    };
  }

  public NodeService withIndexes(long create, long modify) {
    return new NodeService(
        kind,
        id,
        service,
        tags,
        address,
        taggedAddresses,
        meta,
        port,
        ports,
        socketPath,
        weights,
        enableTagOverride,
        proxy,
        connect,
        locality,
        locallyRegisteredAsSidecar,
        peerName,
        create,
        modify);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new NodeService; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String kind = "";
    private String id = "";
    private String service = "";
    private @Nullable List<String> tags;
    private String address = "";
    private @Nullable Map<String, ServiceAddress> taggedAddresses;
    private @Nullable Map<String, String> meta;
    private int port;
    private @Nullable List<ServicePort> ports;
    private String socketPath = "";
    private @Nullable Weights weights;
    private boolean enableTagOverride;
    private ConnectProxyConfig proxy = ConnectProxyConfig.NONE;
    private ServiceConnect connect = ServiceConnect.NONE;
    private @Nullable Locality locality;
    private boolean locallyRegisteredAsSidecar;
    private String peerName = "";
    private long createIndex;
    private long modifyIndex;

    private Builder() {}

    private Builder(NodeService from) {
      kind = from.kind;
      id = from.id;
      service = from.service;
      tags = from.tags;
      address = from.address;
      taggedAddresses = from.taggedAddresses;
      meta = from.meta;
      port = from.port;
      ports = from.ports;
      socketPath = from.socketPath;
      weights = from.weights;
      enableTagOverride = from.enableTagOverride;
      proxy = from.proxy;
      connect = from.connect;
      locality = from.locality;
      locallyRegisteredAsSidecar = from.locallyRegisteredAsSidecar;
      peerName = from.peerName;
      createIndex = from.createIndex;
      modifyIndex = from.modifyIndex;
    }

    public Builder kind(String value) {
      kind = value;
      return this;
    }

    public Builder id(String value) {
      id = value;
      return this;
    }

    public Builder service(String value) {
      service = value;
      return this;
    }

    public Builder tags(@Nullable List<String> value) {
      tags = value;
      return this;
    }

    public Builder address(String value) {
      address = value;
      return this;
    }

    public Builder taggedAddresses(@Nullable Map<String, ServiceAddress> value) {
      taggedAddresses = value;
      return this;
    }

    public Builder meta(@Nullable Map<String, String> value) {
      meta = value;
      return this;
    }

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder ports(@Nullable List<ServicePort> value) {
      ports = value;
      return this;
    }

    public Builder socketPath(String value) {
      socketPath = value;
      return this;
    }

    public Builder weights(@Nullable Weights value) {
      weights = value;
      return this;
    }

    public Builder enableTagOverride(boolean value) {
      enableTagOverride = value;
      return this;
    }

    public Builder proxy(ConnectProxyConfig value) {
      proxy = value;
      return this;
    }

    public Builder connect(ServiceConnect value) {
      connect = value;
      return this;
    }

    public Builder locality(@Nullable Locality value) {
      locality = value;
      return this;
    }

    public Builder locallyRegisteredAsSidecar(boolean value) {
      locallyRegisteredAsSidecar = value;
      return this;
    }

    public Builder peerName(String value) {
      peerName = value;
      return this;
    }

    public Builder createIndex(long value) {
      createIndex = value;
      return this;
    }

    public Builder modifyIndex(long value) {
      modifyIndex = value;
      return this;
    }

    public NodeService build() {
      return new NodeService(
          kind,
          id,
          service,
          tags,
          address,
          taggedAddresses,
          meta,
          port,
          ports,
          socketPath,
          weights,
          enableTagOverride,
          proxy,
          connect,
          locality,
          locallyRegisteredAsSidecar,
          peerName,
          createIndex,
          modifyIndex);
    }
  }
}
