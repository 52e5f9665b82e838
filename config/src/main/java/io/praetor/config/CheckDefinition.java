// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A health check as a file or the HTTP API registers it. Which kind it is follows from the
/// fields that are set. Absent text is empty, an absent number or duration zero.
///
/// @param id empty means a made one
/// @param name empty means a made one
/// @param notes free text
/// @param serviceId service it belongs to
/// @param token token of the registration
/// @param status initial status, empty means critical
/// @param scriptArgs program and arguments
/// @param http URL
/// @param header HTTP headers
/// @param method HTTP method
/// @param body HTTP body
/// @param disableRedirects whether redirects are not followed
/// @param tcp host:port
/// @param tcpUseTls TLS for tcp
/// @param udp host:port
/// @param interval period
/// @param dockerContainerId container in which the program runs
/// @param shell shell for docker
/// @param grpc host:port and optional service
/// @param grpcUseTls TLS for grpc
/// @param h2ping host:port
/// @param h2pingUseTls TLS for h2ping
/// @param tlsServerName name in the TLS handshake
/// @param tlsSkipVerify whether certificates are not verified
/// @param aliasNode watched node
/// @param aliasService watched service
/// @param osService service of the operating system
/// @param timeout of one run
/// @param ttl must be updated within
/// @param outputMaxSizeBytes how much output is kept, unless `check_output_max_size` is smaller
/// @param successBeforePassing successes in a row before passing
/// @param failuresBeforeWarning failures in a row before warning
/// @param failuresBeforeCritical failures in a row before critical
/// @param deregisterCriticalServiceAfter zero for never
public record CheckDefinition(
    String id,
    String name,
    String notes,
    String serviceId,
    String token,
    String status,
    List<String> scriptArgs,
    String http,
    Map<String, List<String>> header,
    String method,
    String body,
    boolean disableRedirects,
    String tcp,
    boolean tcpUseTls,
    String udp,
    Duration interval,
    String dockerContainerId,
    String shell,
    String grpc,
    boolean grpcUseTls,
    String h2ping,
    boolean h2pingUseTls,
    String tlsServerName,
    boolean tlsSkipVerify,
    String aliasNode,
    String aliasService,
    String osService,
    Duration timeout,
    Duration ttl,
    int outputMaxSizeBytes,
    int successBeforePassing,
    int failuresBeforeWarning,
    int failuresBeforeCritical,
    Duration deregisterCriticalServiceAfter) {
  public CheckDefinition {
    scriptArgs = List.copyOf(scriptArgs);
    header = Map.copyOf(header);
  }

  /// Whether nothing at all is set, as for a service without a check.
  public boolean isEmpty() {
    return equals(EMPTY);
  }

  /// A definition in which nothing is set.
  public static final CheckDefinition EMPTY =
      new CheckDefinition(
          "",
          "",
          "",
          "",
          "",
          "",
          List.of(),
          "",
          Map.of(),
          "",
          "",
          false,
          "",
          false,
          "",
          Duration.ZERO,
          "",
          "",
          "",
          false,
          "",
          false,
          "",
          false,
          "",
          "",
          "",
          Duration.ZERO,
          Duration.ZERO,
          0,
          0,
          0,
          0,
          Duration.ZERO);

  @Override
  public String toString() {
    return "CheckDefinition[id=" + id + ", name=" + name + "]";
  }
}
