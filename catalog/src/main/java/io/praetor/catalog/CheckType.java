// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_TEXT;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A check as somebody asks for it inside a service definition: which of its fields are set says of what kind it is.
public record CheckType(
    String aliasNode,
    String aliasService,
    String body,
    String checkId,
    Duration deregisterCriticalServiceAfter,
    boolean disableRedirects,
    String dockerContainerId,
    int failuresBeforeCritical,
    int failuresBeforeWarning,
    String grpc,
    boolean grpcUseTls,
    String h2ping,
    boolean h2pingUseTls,
    String http,
    @Nullable Map<String, List<String>> header,
    Duration interval,
    String method,
    String name,
    String notes,
    String osService,
    int outputMaxSize,
    String proxyGrpc,
    String proxyHttp,
    @Nullable List<String> scriptArgs,
    String shell,
    String status,
    int successBeforePassing,
    String tcp,
    boolean tcpUseTls,
    String tlsServerName,
    boolean tlsSkipVerify,
    Duration ttl,
    Duration timeout,
    String udp) {

  public static final Struct<CheckType> CODEC =
      Struct.<CheckType>named("CheckType")
          .field("AliasNode", STRING, CheckType::aliasNode)
          .field("AliasService", STRING, CheckType::aliasService)
          .field("Body", STRING, CheckType::body)
          .field("CheckID", STRING, CheckType::checkId)
          .field(
              "DeregisterCriticalServiceAfter",
              DURATION_TEXT,
              CheckType::deregisterCriticalServiceAfter)
          .field("DisableRedirects", BOOL, CheckType::disableRedirects)
          .field("DockerContainerID", STRING, CheckType::dockerContainerId)
          .field("FailuresBeforeCritical", INT, CheckType::failuresBeforeCritical)
          .field("FailuresBeforeWarning", INT, CheckType::failuresBeforeWarning)
          .field("GRPC", STRING, CheckType::grpc)
          .field("GRPCUseTLS", BOOL, CheckType::grpcUseTls)
          .field("H2PING", STRING, CheckType::h2ping)
          .fieldOr("H2PingUseTLS", BOOL, CheckType::h2pingUseTls, true)
          .field("HTTP", STRING, CheckType::http)
          .field("Header", nullable(map(list(STRING))), CheckType::header)
          .field("Interval", DURATION_TEXT, CheckType::interval)
          .field("Method", STRING, CheckType::method)
          .field("Name", STRING, CheckType::name)
          .field("Notes", STRING, CheckType::notes)
          .field("OSService", STRING, CheckType::osService)
          .field("OutputMaxSize", INT, CheckType::outputMaxSize)
          .field("ProxyGRPC", STRING, CheckType::proxyGrpc)
          .field("ProxyHTTP", STRING, CheckType::proxyHttp)
          .field("ScriptArgs", nullable(list(STRING)), CheckType::scriptArgs)
          .field("Shell", STRING, CheckType::shell)
          .field("Status", STRING, CheckType::status)
          .field("SuccessBeforePassing", INT, CheckType::successBeforePassing)
          .field("TCP", STRING, CheckType::tcp)
          .field("TCPUseTLS", BOOL, CheckType::tcpUseTls)
          .field("TLSServerName", STRING, CheckType::tlsServerName)
          .field("TLSSkipVerify", BOOL, CheckType::tlsSkipVerify)
          .field("TTL", DURATION_TEXT, CheckType::ttl)
          .field("Timeout", DURATION_TEXT, CheckType::timeout)
          .field("UDP", STRING, CheckType::udp)
          .alias("args", "ScriptArgs")
          .alias("script_args", "ScriptArgs")
          .alias("deregister_critical_service_after", "DeregisterCriticalServiceAfter")
          .alias("docker_container_id", "DockerContainerID")
          .alias("tls_server_name", "TLSServerName")
          .alias("tls_skip_verify", "TLSSkipVerify")
          .alias("tcp_use_tls", "TCPUseTLS")
          .alias("grpc_use_tls", "GRPCUseTLS")
          .alias("h2ping_use_tls", "H2PingUseTLS")
          .alias("disable_redirects", "DisableRedirects")
          .build(
              v ->
                  new CheckType(
                      v.get(0),
                      v.get(1),
                      v.get(2),
                      v.get(3),
                      v.get(4),
                      v.get(5),
                      v.get(6),
                      v.get(7),
                      v.get(8),
                      v.get(9),
                      v.get(10),
                      v.get(11),
                      v.<Boolean>get(12) && !v.<String>get(11).isEmpty(),
                      v.get(13),
                      v.get(14),
                      v.get(15),
                      v.get(16),
                      v.get(17),
                      v.get(18),
                      v.get(19),
                      v.get(20),
                      v.get(21),
                      v.get(22),
                      v.get(23),
                      v.get(24),
                      v.get(25),
                      v.get(26),
                      v.get(27),
                      v.get(28),
                      v.get(29),
                      v.get(30),
                      v.get(31),
                      v.get(32),
                      v.get(33)));

  /// All fields at Go's zero.
  public static final CheckType NONE =
      new CheckType(
          "",
          "",
          "",
          "",
          Duration.ZERO,
          false,
          "",
          0,
          0,
          "",
          false,
          "",
          false,
          "",
          null,
          Duration.ZERO,
          "",
          "",
          "",
          "",
          0,
          "",
          "",
          null,
          "",
          "",
          0,
          "",
          false,
          "",
          false,
          Duration.ZERO,
          Duration.ZERO,
          "");

  public CheckType {
    header = Frozen.lists(header);
    scriptArgs = Frozen.list(scriptArgs);
  }

  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects the fields of a new CheckType; those not set stay at Go's zero. One thread.
  public static final class Builder {
    private String aliasNode = "";
    private String aliasService = "";
    private String body = "";
    private String checkId = "";
    private Duration deregisterCriticalServiceAfter = Duration.ZERO;
    private boolean disableRedirects;
    private String dockerContainerId = "";
    private int failuresBeforeCritical;
    private int failuresBeforeWarning;
    private String grpc = "";
    private boolean grpcUseTls;
    private String h2ping = "";
    private boolean h2pingUseTls;
    private String http = "";
    private @Nullable Map<String, List<String>> header;
    private Duration interval = Duration.ZERO;
    private String method = "";
    private String name = "";
    private String notes = "";
    private String osService = "";
    private int outputMaxSize;
    private String proxyGrpc = "";
    private String proxyHttp = "";
    private @Nullable List<String> scriptArgs;
    private String shell = "";
    private String status = "";
    private int successBeforePassing;
    private String tcp = "";
    private boolean tcpUseTls;
    private String tlsServerName = "";
    private boolean tlsSkipVerify;
    private Duration ttl = Duration.ZERO;
    private Duration timeout = Duration.ZERO;
    private String udp = "";

    private Builder() {}

    private Builder(CheckType from) {
      aliasNode = from.aliasNode;
      aliasService = from.aliasService;
      body = from.body;
      checkId = from.checkId;
      deregisterCriticalServiceAfter = from.deregisterCriticalServiceAfter;
      disableRedirects = from.disableRedirects;
      dockerContainerId = from.dockerContainerId;
      failuresBeforeCritical = from.failuresBeforeCritical;
      failuresBeforeWarning = from.failuresBeforeWarning;
      grpc = from.grpc;
      grpcUseTls = from.grpcUseTls;
      h2ping = from.h2ping;
      h2pingUseTls = from.h2pingUseTls;
      http = from.http;
      header = from.header;
      interval = from.interval;
      method = from.method;
      name = from.name;
      notes = from.notes;
      osService = from.osService;
      outputMaxSize = from.outputMaxSize;
      proxyGrpc = from.proxyGrpc;
      proxyHttp = from.proxyHttp;
      scriptArgs = from.scriptArgs;
      shell = from.shell;
      status = from.status;
      successBeforePassing = from.successBeforePassing;
      tcp = from.tcp;
      tcpUseTls = from.tcpUseTls;
      tlsServerName = from.tlsServerName;
      tlsSkipVerify = from.tlsSkipVerify;
      ttl = from.ttl;
      timeout = from.timeout;
      udp = from.udp;
    }

    public Builder aliasNode(String value) {
      aliasNode = value;
      return this;
    }

    public Builder aliasService(String value) {
      aliasService = value;
      return this;
    }

    public Builder body(String value) {
      body = value;
      return this;
    }

    public Builder checkId(String value) {
      checkId = value;
      return this;
    }

    public Builder deregisterCriticalServiceAfter(Duration value) {
      deregisterCriticalServiceAfter = value;
      return this;
    }

    public Builder disableRedirects(boolean value) {
      disableRedirects = value;
      return this;
    }

    public Builder dockerContainerId(String value) {
      dockerContainerId = value;
      return this;
    }

    public Builder failuresBeforeCritical(int value) {
      failuresBeforeCritical = value;
      return this;
    }

    public Builder failuresBeforeWarning(int value) {
      failuresBeforeWarning = value;
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

    public Builder h2ping(String value) {
      h2ping = value;
      return this;
    }

    public Builder h2pingUseTls(boolean value) {
      h2pingUseTls = value;
      return this;
    }

    public Builder http(String value) {
      http = value;
      return this;
    }

    public Builder header(@Nullable Map<String, List<String>> value) {
      header = value;
      return this;
    }

    public Builder interval(Duration value) {
      interval = value;
      return this;
    }

    public Builder method(String value) {
      method = value;
      return this;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder notes(String value) {
      notes = value;
      return this;
    }

    public Builder osService(String value) {
      osService = value;
      return this;
    }

    public Builder outputMaxSize(int value) {
      outputMaxSize = value;
      return this;
    }

    public Builder proxyGrpc(String value) {
      proxyGrpc = value;
      return this;
    }

    public Builder proxyHttp(String value) {
      proxyHttp = value;
      return this;
    }

    public Builder scriptArgs(@Nullable List<String> value) {
      scriptArgs = value;
      return this;
    }

    public Builder shell(String value) {
      shell = value;
      return this;
    }

    public Builder status(String value) {
      status = value;
      return this;
    }

    public Builder successBeforePassing(int value) {
      successBeforePassing = value;
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

    public Builder tlsServerName(String value) {
      tlsServerName = value;
      return this;
    }

    public Builder tlsSkipVerify(boolean value) {
      tlsSkipVerify = value;
      return this;
    }

    public Builder ttl(Duration value) {
      ttl = value;
      return this;
    }

    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    public Builder udp(String value) {
      udp = value;
      return this;
    }

    public CheckType build() {
      return new CheckType(
          aliasNode,
          aliasService,
          body,
          checkId,
          deregisterCriticalServiceAfter,
          disableRedirects,
          dockerContainerId,
          failuresBeforeCritical,
          failuresBeforeWarning,
          grpc,
          grpcUseTls,
          h2ping,
          h2pingUseTls,
          http,
          header,
          interval,
          method,
          name,
          notes,
          osService,
          outputMaxSize,
          proxyGrpc,
          proxyHttp,
          scriptArgs,
          shell,
          status,
          successBeforePassing,
          tcp,
          tcpUseTls,
          tlsServerName,
          tlsSkipVerify,
          ttl,
          timeout,
          udp);
    }
  }
}
