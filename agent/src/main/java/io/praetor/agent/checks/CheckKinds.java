// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import io.praetor.catalog.CheckType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All kinds of checks, and which of them a definition means. Where a definition asks for several,
/// the first of the list that fits is taken (order observed).
public final class CheckKinds {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DEFAULT_SCRIPT_TIMEOUT = Duration.ofSeconds(30);

  public static final CheckKind HTTP =
      new CheckKind(
          "http",
          check -> !check.http().isEmpty(),
          false,
          (check, settings) ->
              new HttpProbe(
                  new HttpProbe.Target(
                      check.http(),
                      check.method(),
                      check.header() == null ? Map.of() : check.header(),
                      check.body(),
                      check.disableRedirects(),
                      new TlsOptions(check.tlsServerName(), check.tlsSkipVerify())),
                  timeout(check),
                  outputMaxBytes(check, settings),
                  settings.scheduler()));

  public static final CheckKind TCP =
      new CheckKind(
          "tcp",
          check -> !check.tcp().isEmpty(),
          false,
          (check, settings) ->
              new TcpProbe(
                  check.tcp(),
                  tls(check, check.tcpUseTls()),
                  timeout(check),
                  settings.scheduler()));

  public static final CheckKind GRPC =
      new CheckKind(
          "grpc",
          check -> !check.grpc().isEmpty(),
          false,
          (check, settings) ->
              new GrpcProbe(
                  check.grpc(),
                  tls(check, check.grpcUseTls()),
                  timeout(check),
                  settings.scheduler()));

  public static final CheckKind UDP =
      new CheckKind(
          "udp",
          check -> !check.udp().isEmpty(),
          false,
          (check, settings) -> new UdpProbe(check.udp(), timeout(check), settings.scheduler()));

  public static final CheckKind DOCKER =
      new CheckKind(
          "docker",
          check -> !check.dockerContainerId().isEmpty() && hasArgs(check),
          true,
          (check, settings) ->
              new DockerProbe(
                  settings.dockerEngine(),
                  check.dockerContainerId(),
                  args(check),
                  timeout(check),
                  outputMaxBytes(check, settings),
                  settings.scheduler()));

  /// Known, and refused when registered: Consul has it on Windows only.
  public static final CheckKind OS_SERVICE =
      new CheckKind("os_service", check -> !check.osService().isEmpty(), false, null);

  public static final CheckKind SCRIPT =
      new CheckKind(
          "script",
          CheckKinds::hasArgs,
          true,
          (check, settings) ->
              new ScriptProbe(
                  args(check),
                  timeout(check, DEFAULT_SCRIPT_TIMEOUT),
                  outputMaxBytes(check, settings),
                  settings.scheduler()));

  public static final CheckKind H2PING =
      new CheckKind(
          "h2ping",
          check -> !check.h2ping().isEmpty(),
          false,
          (check, settings) ->
              new H2PingProbe(
                  check.h2ping(),
                  tls(check, check.h2pingUseTls()),
                  timeout(check),
                  settings.scheduler()));

  public static final CheckKind ALIAS =
      new CheckKind(
          "alias",
          check -> !check.aliasNode().isEmpty() || !check.aliasService().isEmpty(),
          false,
          null);

  public static final CheckKind TTL =
      new CheckKind("ttl", check -> check.ttl().isPositive(), false, null);

  private static final List<CheckKind> WITH_INTERVAL =
      List.of(HTTP, TCP, GRPC, UDP, DOCKER, OS_SERVICE, SCRIPT, H2PING);

  private CheckKinds() {}

  /// The kind that a valid definition means, null when it asks for none.
  public static @Nullable CheckKind of(CheckType check) {
    for (CheckKind kind : WITH_INTERVAL) {
      if (kind.asked().test(check)) {
        return kind;
      }
    }
    return ALIAS.asked().test(check) ? ALIAS : TTL.asked().test(check) ? TTL : null;
  }

  /// What is wrong with a definition in Consul's words, null for nothing.
  public static @Nullable String invalid(CheckType check) {
    Predicate<CheckType> any = one -> WITH_INTERVAL.stream().anyMatch(k -> k.asked().test(one));
    boolean interval = any.test(check);
    boolean alias = ALIAS.asked().test(check);
    if (check.interval().isPositive() && check.ttl().isPositive()) {
      return "Interval and TTL cannot both be specified";
    }
    if (interval && !check.interval().isPositive()) {
      return "Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks";
    }
    if (interval && alias) {
      return "Interval cannot be set for Alias checks";
    }
    if (alias && check.ttl().isPositive()) {
      return "TTL must be not be set for Alias checks";
    }
    if (!interval && !alias && !check.ttl().isPositive()) {
      return "TTL must be > 0 for TTL checks";
    }
    if (check.outputMaxSize() < 0) {
      return "MaxOutputMaxSize must be positive";
    }
    if (check.failuresBeforeWarning() > check.failuresBeforeCritical()) {
      return "FailuresBeforeWarning can't be higher than FailuresBeforeCritical";
    }
    return null;
  }

  private static boolean hasArgs(CheckType check) {
    return !args(check).isEmpty();
  }

  private static List<String> args(CheckType check) {
    return check.scriptArgs() == null ? List.of() : check.scriptArgs();
  }

  private static int outputMaxBytes(CheckType check, ProbeSettings settings) {
    return outputMaxBytes(check, settings.outputMaxBytes());
  }

  /// How much output of a check is kept: the smaller of its own number and that of the agent.
  public static int outputMaxBytes(CheckType check, int ofAgent) {
    return check.outputMaxSize() > 0 ? Math.min(check.outputMaxSize(), ofAgent) : ofAgent;
  }

  private static @Nullable TlsOptions tls(CheckType check, boolean use) {
    return use ? new TlsOptions(check.tlsServerName(), check.tlsSkipVerify()) : null;
  }

  private static long timeout(CheckType check) {
    return timeout(check, DEFAULT_TIMEOUT);
  }

  private static long timeout(CheckType check, Duration normal) {
    return (check.timeout().isPositive() ? check.timeout() : normal).toNanos();
  }
}
