// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_NANOS_LENIENT;
import static io.praetor.wire.Codecs.DURATION_TEXT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a check is run, as stored beside its result. Mostly empty: agents keep it to themselves; tools
/// that check from outside (consul-esm) read it.
public record HealthCheckDefinition(
    String http,
    String tlsServerName,
    boolean tlsSkipVerify,
    @Nullable Map<String, List<String>> header,
    String method,
    String body,
    boolean disableRedirects,
    String tcp,
    boolean tcpUseTls,
    String udp,
    String h2ping,
    String osService,
    boolean h2pingUseTls,
    Duration interval,
    long outputMaxSize,
    Duration timeout,
    Duration deregisterCriticalServiceAfter,
    @Nullable List<String> scriptArgs,
    String dockerContainerId,
    String shell,
    String grpc,
    boolean grpcUseTls,
    String aliasNode,
    String aliasService,
    String sessionName,
    Duration ttl) {

  public static final Struct<HealthCheckDefinition> CODEC =
      Struct.<HealthCheckDefinition>named("HealthCheckDefinition")
          .omitEmpty("Interval", DURATION_TEXT, HealthCheckDefinition::interval)
          .omitEmpty("OutputMaxSize", ULONG, HealthCheckDefinition::outputMaxSize)
          .omitEmpty("Timeout", DURATION_TEXT, HealthCheckDefinition::timeout)
          .omitEmpty(
              "DeregisterCriticalServiceAfter",
              DURATION_TEXT,
              HealthCheckDefinition::deregisterCriticalServiceAfter)
          .omitEmpty("HTTP", STRING, HealthCheckDefinition::http)
          .omitEmpty("TLSServerName", STRING, HealthCheckDefinition::tlsServerName)
          .omitEmpty("TLSSkipVerify", BOOL, HealthCheckDefinition::tlsSkipVerify)
          .omitEmpty("Header", nullable(map(list(STRING))), HealthCheckDefinition::header)
          .omitEmpty("Method", STRING, HealthCheckDefinition::method)
          .omitEmpty("Body", STRING, HealthCheckDefinition::body)
          .omitEmpty("DisableRedirects", BOOL, HealthCheckDefinition::disableRedirects)
          .omitEmpty("TCP", STRING, HealthCheckDefinition::tcp)
          .omitEmpty("TCPUseTLS", BOOL, HealthCheckDefinition::tcpUseTls)
          .omitEmpty("UDP", STRING, HealthCheckDefinition::udp)
          .omitEmpty("H2PING", STRING, HealthCheckDefinition::h2ping)
          .omitEmpty("OSService", STRING, HealthCheckDefinition::osService)
          .omitEmpty("H2PingUseTLS", BOOL, HealthCheckDefinition::h2pingUseTls)
          .omitEmpty("ScriptArgs", nullable(list(STRING)), HealthCheckDefinition::scriptArgs)
          .omitEmpty("DockerContainerID", STRING, HealthCheckDefinition::dockerContainerId)
          .omitEmpty("Shell", STRING, HealthCheckDefinition::shell)
          .omitEmpty("GRPC", STRING, HealthCheckDefinition::grpc)
          .omitEmpty("GRPCUseTLS", BOOL, HealthCheckDefinition::grpcUseTls)
          .omitEmpty("AliasNode", STRING, HealthCheckDefinition::aliasNode)
          .omitEmpty("AliasService", STRING, HealthCheckDefinition::aliasService)
          .omitEmpty("SessionName", STRING, HealthCheckDefinition::sessionName)
          .omitEmpty("TTL", DURATION_NANOS_LENIENT, HealthCheckDefinition::ttl)
          .build(
              v ->
                  new HealthCheckDefinition(
                      v.get(4), v.get(5), v.get(6), v.get(7), v.get(8), v.get(9), v.get(10),
                      v.get(11), v.get(12), v.get(13), v.get(14), v.get(15), v.get(16), v.get(0),
                      v.get(1), v.get(2), v.get(3), v.get(17), v.get(18), v.get(19), v.get(20),
                      v.get(21), v.get(22), v.get(23), v.get(24), v.get(25)));

  /// All fields at Go's zero.
  public static final HealthCheckDefinition NONE =
      new HealthCheckDefinition(
          "",
          "",
          false,
          null,
          "",
          "",
          false,
          "",
          false,
          "",
          "",
          "",
          false,
          Duration.ZERO,
          0,
          Duration.ZERO,
          Duration.ZERO,
          null,
          "",
          "",
          "",
          false,
          "",
          "",
          "",
          Duration.ZERO);

  public HealthCheckDefinition {
    header = Frozen.lists(header);
    scriptArgs = Frozen.list(scriptArgs);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new HealthCheckDefinition; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String http = "";
    private String tlsServerName = "";
    private boolean tlsSkipVerify;
    private @Nullable Map<String, List<String>> header;
    private String method = "";
    private String body = "";
    private boolean disableRedirects;
    private String tcp = "";
    private boolean tcpUseTls;
    private String udp = "";
    private String h2ping = "";
    private String osService = "";
    private boolean h2pingUseTls;
    private Duration interval = Duration.ZERO;
    private long outputMaxSize;
    private Duration timeout = Duration.ZERO;
    private Duration deregisterCriticalServiceAfter = Duration.ZERO;
    private @Nullable List<String> scriptArgs;
    private String dockerContainerId = "";
    private String shell = "";
    private String grpc = "";
    private boolean grpcUseTls;
    private String aliasNode = "";
    private String aliasService = "";
    private String sessionName = "";
    private Duration ttl = Duration.ZERO;

    private Builder() {}

    private Builder(HealthCheckDefinition from) {
      http = from.http;
      tlsServerName = from.tlsServerName;
      tlsSkipVerify = from.tlsSkipVerify;
      header = from.header;
      method = from.method;
      body = from.body;
      disableRedirects = from.disableRedirects;
      tcp = from.tcp;
      tcpUseTls = from.tcpUseTls;
      udp = from.udp;
      h2ping = from.h2ping;
      osService = from.osService;
      h2pingUseTls = from.h2pingUseTls;
      interval = from.interval;
      outputMaxSize = from.outputMaxSize;
      timeout = from.timeout;
      deregisterCriticalServiceAfter = from.deregisterCriticalServiceAfter;
      scriptArgs = from.scriptArgs;
      dockerContainerId = from.dockerContainerId;
      shell = from.shell;
      grpc = from.grpc;
      grpcUseTls = from.grpcUseTls;
      aliasNode = from.aliasNode;
      aliasService = from.aliasService;
      sessionName = from.sessionName;
      ttl = from.ttl;
    }

    public Builder http(String value) {
      http = value;
      return this;
    }

    public Builder tlsServerName(String value) {
      tlsServerName = value;
      return this;
    }

    public Builder tlsSkipVerify(boolean value) {
      tlsSkipVerify = value;
      return this;
    }

    public Builder header(@Nullable Map<String, List<String>> value) {
      header = value;
      return this;
    }

    public Builder method(String value) {
      method = value;
      return this;
    }

    public Builder body(String value) {
      body = value;
      return this;
    }

    public Builder disableRedirects(boolean value) {
      disableRedirects = value;
      return this;
    }

    public Builder tcp(String value) {
      tcp = value;
      return this;
    }

    public Builder tcpUseTls(boolean value) {
      tcpUseTls = value;
      return this;
    }

    public Builder udp(String value) {
      udp = value;
      return this;
    }

    public Builder h2ping(String value) {
      h2ping = value;
      return this;
    }

    public Builder osService(String value) {
      osService = value;
      return this;
    }

    public Builder h2pingUseTls(boolean value) {
      h2pingUseTls = value;
      return this;
    }

    public Builder interval(Duration value) {
      interval = value;
      return this;
    }

    public Builder outputMaxSize(long value) {
      outputMaxSize = value;
      return this;
    }

    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    public Builder deregisterCriticalServiceAfter(Duration value) {
      deregisterCriticalServiceAfter = value;
      return this;
    }

    public Builder scriptArgs(@Nullable List<String> value) {
      scriptArgs = value;
      return this;
    }

    public Builder dockerContainerId(String value) {
      dockerContainerId = value;
      return this;
    }

    public Builder shell(String value) {
      shell = value;
      return this;
    }

    public Builder grpc(String value) {
      grpc = value;
      return this;
    }

    public Builder grpcUseTls(boolean value) {
      grpcUseTls = value;
      return this;
    }

    public Builder aliasNode(String value) {
      aliasNode = value;
      return this;
    }

    public Builder aliasService(String value) {
      aliasService = value;
      return this;
    }

    public Builder sessionName(String value) {
      sessionName = value;
      return this;
    }

    public Builder ttl(Duration value) {
      ttl = value;
      return this;
    }

    public HealthCheckDefinition build() {
      return new HealthCheckDefinition(
          http,
          tlsServerName,
          tlsSkipVerify,
          header,
          method,
          body,
          disableRedirects,
          tcp,
          tcpUseTls,
          udp,
          h2ping,
          osService,
          h2pingUseTls,
          interval,
          outputMaxSize,
          timeout,
          deregisterCriticalServiceAfter,
          scriptArgs,
          dockerContainerId,
          shell,
          grpc,
          grpcUseTls,
          aliasNode,
          aliasService,
          sessionName,
          ttl);
    }
  }
}
