// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `Proxy` part of a service: which service it stands for and how. Every service has one on the
/// wire; those that are no proxies have all fields at zero.
public record ConnectProxyConfig(
    String destinationServiceName,
    String destinationServiceId,
    String localServiceAddress,
    int localServicePort,
    String localServiceSocketPath,
    String mode,
    @Nullable Map<String, @Nullable Object> config,
    @Nullable List<Upstream> upstreams,
    MeshGatewayConfig meshGateway,
    ExposeConfig expose,
    TransparentProxyConfig transparentProxy,
    String mutualTlsMode,
    AccessLogsConfig accessLogs,
    @Nullable List<EnvoyExtension> envoyExtensions) {

  public static final Struct<ConnectProxyConfig> CODEC =
      Struct.<ConnectProxyConfig>named("ConnectProxyConfig")
          .omitEmpty("DestinationServiceName", STRING, ConnectProxyConfig::destinationServiceName)
          .omitEmpty("DestinationServiceID", STRING, ConnectProxyConfig::destinationServiceId)
          .omitEmpty("LocalServiceAddress", STRING, ConnectProxyConfig::localServiceAddress)
          .omitEmpty("LocalServicePort", INT, ConnectProxyConfig::localServicePort)
          .omitEmpty("LocalServiceSocketPath", STRING, ConnectProxyConfig::localServiceSocketPath)
          .field("Mode", STRING, ConnectProxyConfig::mode)
          .omitEmpty("Config", Frozen.FREE_FORM, ConnectProxyConfig::config)
          .omitEmpty("Upstreams", nullable(list(Upstream.CODEC)), ConnectProxyConfig::upstreams)
          .field("MeshGateway", MeshGatewayConfig.CODEC, ConnectProxyConfig::meshGateway)
          .field("Expose", ExposeConfig.CODEC, ConnectProxyConfig::expose)
          .omitEmpty(
              "TransparentProxy",
              Frozen.dropZero(TransparentProxyConfig.CODEC, TransparentProxyConfig.NONE),
              ConnectProxyConfig::transparentProxy)
          .omitEmpty("MutualTLSMode", STRING, ConnectProxyConfig::mutualTlsMode)
          .omitEmpty(
              "AccessLogs",
              Frozen.dropZero(AccessLogsConfig.CODEC, AccessLogsConfig.NONE),
              ConnectProxyConfig::accessLogs)
          .omitEmpty(
              "EnvoyExtensions",
              nullable(list(EnvoyExtension.CODEC)),
              ConnectProxyConfig::envoyExtensions)
          .alias("destination_service_name", "DestinationServiceName")
          .alias("destination_service_id", "DestinationServiceID")
          .alias("local_service_address", "LocalServiceAddress")
          .alias("local_service_port", "LocalServicePort")
          .alias("local_service_socket_path", "LocalServiceSocketPath")
          .alias("mesh_gateway", "MeshGateway")
          .alias("transparent_proxy", "TransparentProxy")
          .alias("access_logs", "AccessLogs")
          .build(
              v ->
                  new ConnectProxyConfig(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13)));

  /// All fields at Go's zero.
  public static final ConnectProxyConfig NONE =
      new ConnectProxyConfig(
          "",
          "",
          "",
          0,
          "",
          "",
          null,
          null,
          MeshGatewayConfig.NONE,
          ExposeConfig.NONE,
          TransparentProxyConfig.NONE,
          "",
          AccessLogsConfig.NONE,
          null);

  public ConnectProxyConfig {
    config = Frozen.any(config);
    upstreams = Frozen.list(upstreams);
    envoyExtensions = Frozen.list(envoyExtensions);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new ConnectProxyConfig; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String destinationServiceName = "";
    private String destinationServiceId = "";
    private String localServiceAddress = "";
    private int localServicePort;
    private String localServiceSocketPath = "";
    private String mode = "";
    private @Nullable Map<String, @Nullable Object> config;
    private @Nullable List<Upstream> upstreams;
    private MeshGatewayConfig meshGateway = MeshGatewayConfig.NONE;
    private ExposeConfig expose = ExposeConfig.NONE;
    private TransparentProxyConfig transparentProxy = TransparentProxyConfig.NONE;
    private String mutualTlsMode = "";
    private AccessLogsConfig accessLogs = AccessLogsConfig.NONE;
    private @Nullable List<EnvoyExtension> envoyExtensions;

    private Builder() {}

    private Builder(ConnectProxyConfig from) {
      destinationServiceName = from.destinationServiceName;
      destinationServiceId = from.destinationServiceId;
      localServiceAddress = from.localServiceAddress;
      localServicePort = from.localServicePort;
      localServiceSocketPath = from.localServiceSocketPath;
      mode = from.mode;
      config = from.config;
      upstreams = from.upstreams;
      meshGateway = from.meshGateway;
      expose = from.expose;
      transparentProxy = from.transparentProxy;
      mutualTlsMode = from.mutualTlsMode;
      accessLogs = from.accessLogs;
      envoyExtensions = from.envoyExtensions;
    }

    public Builder destinationServiceName(String value) {
      destinationServiceName = value;
      return this;
    }

    public Builder destinationServiceId(String value) {
      destinationServiceId = value;
      return this;
    }

    public Builder localServiceAddress(String value) {
      localServiceAddress = value;
      return this;
    }

    public Builder localServicePort(int value) {
      localServicePort = value;
      return this;
    }

    public Builder localServiceSocketPath(String value) {
      localServiceSocketPath = value;
      return this;
    }

    public Builder mode(String value) {
      mode = value;
      return this;
    }

    public Builder config(@Nullable Map<String, @Nullable Object> value) {
      config = value;
      return this;
    }

    public Builder upstreams(@Nullable List<Upstream> value) {
      upstreams = value;
      return this;
    }

    public Builder meshGateway(MeshGatewayConfig value) {
      meshGateway = value;
      return this;
    }

    public Builder expose(ExposeConfig value) {
      expose = value;
      return this;
    }

    public Builder transparentProxy(TransparentProxyConfig value) {
      transparentProxy = value;
      return this;
    }

    public Builder mutualTlsMode(String value) {
      mutualTlsMode = value;
      return this;
    }

    public Builder accessLogs(AccessLogsConfig value) {
      accessLogs = value;
      return this;
    }

    public Builder envoyExtensions(@Nullable List<EnvoyExtension> value) {
      envoyExtensions = value;
      return this;
    }

    public ConnectProxyConfig build() {
      return new ConnectProxyConfig(
          destinationServiceName,
          destinationServiceId,
          localServiceAddress,
          localServicePort,
          localServiceSocketPath,
          mode,
          config,
          upstreams,
          meshGateway,
          expose,
          transparentProxy,
          mutualTlsMode,
          accessLogs,
          envoyExtensions);
    }
  }
}
