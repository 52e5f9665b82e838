// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service as somebody asks an agent to register it, with its checks and perhaps a sidecar.
public record ServiceDefinition(
    String kind,
    String id,
    String name,
    @Nullable List<String> tags,
    String address,
    @Nullable Map<String, ServiceAddress> taggedAddresses,
    @Nullable Map<String, String> meta,
    int port,
    @Nullable List<ServicePort> ports,
    String socketPath,
    CheckType check,
    @Nullable List<CheckType> checks,
    @Nullable Weights weights,
    String token,
    boolean enableTagOverride,
    @Nullable Locality locality,
    @Nullable ConnectProxyConfig proxy,
    @Nullable ServiceConnect connect) {

  public static final Struct<ServiceDefinition> CODEC =
      Struct.<ServiceDefinition>named("ServiceDefinition")
          .omitEmpty("Kind", STRING, ServiceDefinition::kind)
          .field("ID", STRING, ServiceDefinition::id)
          .field("Name", STRING, ServiceDefinition::name)
          .field("Tags", nullable(list(STRING)), ServiceDefinition::tags)
          .field("Address", STRING, ServiceDefinition::address)
          .field(
              "TaggedAddresses",
              nullable(map(ServiceAddress.CODEC)),
              ServiceDefinition::taggedAddresses)
          .field("Meta", nullable(map(STRING)), ServiceDefinition::meta)
          .field("Port", INT, ServiceDefinition::port)
          .omitEmpty("Ports", nullable(list(ServicePort.CODEC)), ServiceDefinition::ports)
          .field("SocketPath", STRING, ServiceDefinition::socketPath)
          .field("Check", CheckType.CODEC, ServiceDefinition::check)
          .field("Checks", nullable(list(CheckType.CODEC)), ServiceDefinition::checks)
          .field("Weights", nullable(Weights.CODEC), ServiceDefinition::weights)
          .field("Token", STRING, ServiceDefinition::token)
          .field("EnableTagOverride", BOOL, ServiceDefinition::enableTagOverride)
          .omitEmpty("Locality", nullable(Locality.CODEC), ServiceDefinition::locality)
          .field("Proxy", nullable(ConnectProxyConfig.CODEC), ServiceDefinition::proxy)
          .field("Connect", nullable(ServiceConnect.CODEC), ServiceDefinition::connect)
          .alias("enable_tag_override", "EnableTagOverride")
          .alias("tagged_addresses", "TaggedAddresses")
          .build(
              v ->
                  new ServiceDefinition(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13),
                      v.get(14), v.get(15), v.get(16), v.get(17)));

  public ServiceDefinition {
    tags = Frozen.list(tags);
    taggedAddresses = Frozen.map(taggedAddresses);
    meta = Frozen.map(meta);
    ports = Frozen.list(ports);
    checks = Frozen.list(checks);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new ServiceDefinition; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String kind = "";
    private String id = "";
    private String name = "";
    private @Nullable List<String> tags;
    private String address = "";
    private @Nullable Map<String, ServiceAddress> taggedAddresses;
    private @Nullable Map<String, String> meta;
    private int port;
    private @Nullable List<ServicePort> ports;
    private String socketPath = "";
    private CheckType check = CheckType.NONE;
    private @Nullable List<CheckType> checks;
    private @Nullable Weights weights;
    private String token = "";
    private boolean enableTagOverride;
    private @Nullable Locality locality;
    private @Nullable ConnectProxyConfig proxy;
    private @Nullable ServiceConnect connect;

    private Builder() {}

    private Builder(ServiceDefinition from) {
      kind = from.kind;
      id = from.id;
      name = from.name;
      tags = from.tags;
      address = from.address;
      taggedAddresses = from.taggedAddresses;
      meta = from.meta;
      port = from.port;
      ports = from.ports;
      socketPath = from.socketPath;
      check = from.check;
      checks = from.checks;
      weights = from.weights;
      token = from.token;
      enableTagOverride = from.enableTagOverride;
      locality = from.locality;
      proxy = from.proxy;
      connect = from.connect;
    }

    public Builder kind(String value) {
      kind = value;
      return this;
    }

    public Builder id(String value) {
      id = value;
      return this;
    }

    public Builder name(String value) {
      name = value;
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

    public Builder check(CheckType value) {
      check = value;
      return this;
    }

    public Builder checks(@Nullable List<CheckType> value) {
      checks = value;
      return this;
    }

    public Builder weights(@Nullable Weights value) {
      weights = value;
      return this;
    }

    public Builder token(String value) {
      token = value;
      return this;
    }

    public Builder enableTagOverride(boolean value) {
      enableTagOverride = value;
      return this;
    }

    public Builder locality(@Nullable Locality value) {
      locality = value;
      return this;
    }

    public Builder proxy(@Nullable ConnectProxyConfig value) {
      proxy = value;
      return this;
    }

    public Builder connect(@Nullable ServiceConnect value) {
      connect = value;
      return this;
    }

    public ServiceDefinition build() {
      return new ServiceDefinition(
          kind,
          id,
          name,
          tags,
          address,
          taggedAddresses,
          meta,
          port,
          ports,
          socketPath,
          check,
          checks,
          weights,
          token,
          enableTagOverride,
          locality,
          proxy,
          connect);
    }
  }
}
