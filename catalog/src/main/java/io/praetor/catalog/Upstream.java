// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service that a proxy reaches for the service beside it.
public record Upstream(
    String destinationType,
    String destinationNamespace,
    String destinationPartition,
    String destinationPeer,
    String destinationName,
    String datacenter,
    String localBindAddress,
    int localBindPort,
    String localBindSocketPath,
    String localBindSocketMode,
    @Nullable Map<String, @Nullable Object> config,
    MeshGatewayConfig meshGateway,
    @Nullable List<String> ingressHosts,
    boolean centrallyConfigured) {

  public static final Struct<Upstream> CODEC =
      Struct.<Upstream>named("Upstream")
          .field("DestinationType", STRING, Upstream::destinationType)
          .omitEmpty("DestinationNamespace", STRING, Upstream::destinationNamespace)
          .omitEmpty("DestinationPartition", STRING, Upstream::destinationPartition)
          .omitEmpty("DestinationPeer", STRING, Upstream::destinationPeer)
          .field("DestinationName", STRING, Upstream::destinationName)
          .field("Datacenter", STRING, Upstream::datacenter)
          .omitEmpty("LocalBindAddress", STRING, Upstream::localBindAddress)
          .omitEmpty("LocalBindPort", INT, Upstream::localBindPort)
          .omitEmpty("LocalBindSocketPath", STRING, Upstream::localBindSocketPath)
          .omitEmpty("LocalBindSocketMode", STRING, Upstream::localBindSocketMode)
          .omitEmpty("Config", Frozen.FREE_FORM, Upstream::config)
          .field("MeshGateway", MeshGatewayConfig.CODEC, Upstream::meshGateway)
          .msgpackOnly("IngressHosts", nullable(list(STRING)), Upstream::ingressHosts)
          .omitEmpty("CentrallyConfigured", BOOL, Upstream::centrallyConfigured)
          .alias("destination_type", "DestinationType")
          .alias("destination_namespace", "DestinationNamespace")
          .alias("destination_partition", "DestinationPartition")
          .alias("destination_peer", "DestinationPeer")
          .alias("destination_name", "DestinationName")
          .alias("local_bind_address", "LocalBindAddress")
          .alias("local_bind_port", "LocalBindPort")
          .alias("local_bind_socket_path", "LocalBindSocketPath")
          .alias("local_bind_socket_mode", "LocalBindSocketMode")
          .alias("mesh_gateway", "MeshGateway")
          .build(
              v ->
                  new Upstream(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13)));

  public Upstream {
    config = Frozen.any(config);
    ingressHosts = Frozen.list(ingressHosts);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new Upstream; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String destinationType = "";
    private String destinationNamespace = "";
    private String destinationPartition = "";
    private String destinationPeer = "";
    private String destinationName = "";
    private String datacenter = "";
    private String localBindAddress = "";
    private int localBindPort;
    private String localBindSocketPath = "";
    private String localBindSocketMode = "";
    private @Nullable Map<String, @Nullable Object> config;
    private MeshGatewayConfig meshGateway = MeshGatewayConfig.NONE;
    private @Nullable List<String> ingressHosts;
    private boolean centrallyConfigured;

    private Builder() {}

    private Builder(Upstream from) {
      destinationType = from.destinationType;
      destinationNamespace = from.destinationNamespace;
      destinationPartition = from.destinationPartition;
      destinationPeer = from.destinationPeer;
      destinationName = from.destinationName;
      datacenter = from.datacenter;
      localBindAddress = from.localBindAddress;
      localBindPort = from.localBindPort;
      localBindSocketPath = from.localBindSocketPath;
      localBindSocketMode = from.localBindSocketMode;
      config = from.config;
      meshGateway = from.meshGateway;
      ingressHosts = from.ingressHosts;
      centrallyConfigured = from.centrallyConfigured;
    }

    public Builder destinationType(String value) {
      destinationType = value;
      return this;
    }

    public Builder destinationNamespace(String value) {
      destinationNamespace = value;
      return this;
    }

    public Builder destinationPartition(String value) {
      destinationPartition = value;
      return this;
    }

    public Builder destinationPeer(String value) {
      destinationPeer = value;
      return this;
    }

    public Builder destinationName(String value) {
      destinationName = value;
      return this;
    }

    public Builder datacenter(String value) {
      datacenter = value;
      return this;
    }

    public Builder localBindAddress(String value) {
      localBindAddress = value;
      return this;
    }

    public Builder localBindPort(int value) {
      localBindPort = value;
      return this;
    }

    public Builder localBindSocketPath(String value) {
      localBindSocketPath = value;
      return this;
    }

    public Builder localBindSocketMode(String value) {
      localBindSocketMode = value;
      return this;
    }

    public Builder config(@Nullable Map<String, @Nullable Object> value) {
      config = value;
      return this;
    }

    public Builder meshGateway(MeshGatewayConfig value) {
      meshGateway = value;
      return this;
    }

    public Builder ingressHosts(@Nullable List<String> value) {
      ingressHosts = value;
      return this;
    }

    public Builder centrallyConfigured(boolean value) {
      centrallyConfigured = value;
      return this;
    }

    public Upstream build() {
      return new Upstream(
          destinationType,
          destinationNamespace,
          destinationPartition,
          destinationPeer,
          destinationName,
          datacenter,
          localBindAddress,
          localBindPort,
          localBindSocketPath,
          localBindSocketMode,
          config,
          meshGateway,
          ingressHosts,
          centrallyConfigured);
    }
  }
}
