// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_NANOS_LENIENT;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRINGS;
import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.catalog.CheckType;
import io.praetor.wire.Struct;

/// The body of `PUT /v1/agent/check/register`: nearly the record of a check inside a service, but
/// flat, with `ID` for `CheckID`, and without what only proxies use. Some members also have their
/// snake_case name.
///
/// @param token acts instead of the request's token when not empty
record CheckBody(CheckType check, String serviceId, String token) {
  private static final Struct<CheckType> FLAT = fields().build(CheckBody::check);

  static final Struct<CheckBody> CODEC =
      Struct.<CheckBody>named("")
          .embed(FLAT, CheckBody::check)
          .field("ServiceID", STRING, CheckBody::serviceId)
          .alias("service_id", "ServiceID")
          .field("Token", STRING, CheckBody::token)
          .build(v -> new CheckBody(v.get(0), v.get(1), v.get(2)));

  private static Struct.Builder<CheckType> fields() {
    return Struct.<CheckType>named("CheckDefinition")
        .field("ID", STRING, CheckType::checkId)
        .field("Name", STRING, CheckType::name)
        .field("Status", STRING, CheckType::status)
        .field("Notes", STRING, CheckType::notes)
        .field("ScriptArgs", nullable(STRINGS), CheckType::scriptArgs)
        .alias("args", "ScriptArgs")
        .alias("script_args", "ScriptArgs")
        .field("HTTP", STRING, CheckType::http)
        .field("Header", nullable(map(STRINGS)), CheckType::header)
        .field("Method", STRING, CheckType::method)
        .field("Body", STRING, CheckType::body)
        .field("DisableRedirects", BOOL, CheckType::disableRedirects)
        .alias("disable_redirects", "DisableRedirects")
        .field("TCP", STRING, CheckType::tcp)
        .field("TCPUseTLS", BOOL, CheckType::tcpUseTls)
        .alias("tcp_use_tls", "TCPUseTLS")
        .field("UDP", STRING, CheckType::udp)
        .field("Interval", DURATION_NANOS_LENIENT, CheckType::interval)
        .field("DockerContainerID", STRING, CheckType::dockerContainerId)
        .alias("docker_container_id", "DockerContainerID")
        .field("Shell", STRING, CheckType::shell)
        .field("GRPC", STRING, CheckType::grpc)
        .field("GRPCUseTLS", BOOL, CheckType::grpcUseTls)
        .alias("grpc_use_tls", "GRPCUseTLS")
        .field("OSService", STRING, CheckType::osService)
        .field("H2PING", STRING, CheckType::h2ping)
        .fieldOr("H2PingUseTLS", BOOL, CheckType::h2pingUseTls, true)
        .alias("h2ping_use_tls", "H2PingUseTLS")
        .field("TLSServerName", STRING, CheckType::tlsServerName)
        .alias("tls_server_name", "TLSServerName")
        .field("TLSSkipVerify", BOOL, CheckType::tlsSkipVerify)
        .alias("tls_skip_verify", "TLSSkipVerify")
        .field("AliasNode", STRING, CheckType::aliasNode)
        .field("AliasService", STRING, CheckType::aliasService)
        .field("Timeout", DURATION_NANOS_LENIENT, CheckType::timeout)
        .field("TTL", DURATION_NANOS_LENIENT, CheckType::ttl)
        .field("SuccessBeforePassing", INT, CheckType::successBeforePassing)
        .field("FailuresBeforeWarning", INT, CheckType::failuresBeforeWarning)
        .field("FailuresBeforeCritical", INT, CheckType::failuresBeforeCritical)
        .field(
            "DeregisterCriticalServiceAfter",
            DURATION_NANOS_LENIENT,
            CheckType::deregisterCriticalServiceAfter)
        .alias("deregister_critical_service_after", "DeregisterCriticalServiceAfter")
        .field("OutputMaxSize", INT, CheckType::outputMaxSize);
  }

  private static CheckType check(Struct.Values v) {
    return CheckType.builder()
        .checkId(v.get(0))
        .name(v.get(1))
        .status(v.get(2))
        .notes(v.get(3))
        .scriptArgs(v.get(4))
        .http(v.get(5))
        .header(v.get(6))
        .method(v.get(7))
        .body(v.get(8))
        .disableRedirects(v.get(9))
        .tcp(v.get(10))
        .tcpUseTls(v.get(11))
        .udp(v.get(12))
        .interval(v.get(13))
        .dockerContainerId(v.get(14))
        .shell(v.get(15))
        .grpc(v.get(16))
        .grpcUseTls(v.get(17))
        .osService(v.get(18))
        .h2ping(v.get(19))
        // Not said means TLS, for checks of this kind.
        .h2pingUseTls(v.<Boolean>get(20) && !v.<String>get(19).isEmpty())
        .tlsServerName(v.get(21))
        .tlsSkipVerify(v.get(22))
        .aliasNode(v.get(23))
        .aliasService(v.get(24))
        .timeout(v.get(25))
        .ttl(v.get(26))
        .successBeforePassing(v.get(27))
        .failuresBeforeWarning(v.get(28))
        .failuresBeforeCritical(v.get(29))
        .deregisterCriticalServiceAfter(v.get(30))
        .outputMaxSize(v.get(31))
        .build();
  }
}
