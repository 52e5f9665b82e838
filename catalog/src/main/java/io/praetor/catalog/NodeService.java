// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

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

  public NodeService {
    tags = Frozen.list(tags);
    taggedAddresses = Frozen.map(taggedAddresses);
    meta = Frozen.map(meta);
    ports = Frozen.list(ports);
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
