// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// `connect proxy`: refused after its arguments were looked at; the built-in proxy is not there.
final class ConnectProxyCommand extends ClientCommand {
  private final Flag<String> proxyId =
      flags.string("proxy-id", "Id of the proxy's service. Falls back to CONNECT_PROXY_ID.");
  private final Flag<String> service = flags.string("service", "Service that it is a proxy of.");
  private final Flag<String> sidecarFor =
      flags.string(
          "sidecar-for",
          "Id of the service whose sidecar it is. Falls back to CONNECT_SIDECAR_FOR.");

  ConnectProxyCommand() {
    super(Share.SERVER);
    flags.string("listen", "Address to accept connections for the service on.");
    flags.bool("log-json", "Log lines as JSON.");
    flags.string("log-level", "INFO", "Least level to log.");
    flags.string("pprof-addr", "Address for profiles of the proxy itself.");
    flags.duration("pprof-timeout", TimeUnit.SECONDS.toNanos(30), "Limit for those profiles.");
    flags.bool("register", "Register the proxy with the agent; with -listen.");
    flags.string("register-id", "End of the registered id.");
    flags.string("service-addr", "Address of the service; with -listen and -service.");
    flags.strings("upstream", "Service to reach, NAME:ADDRESS; may be given several times.");
  }

  @Override
  String synopsis() {
    return "Run the built-in proxy (not supported)";
  }

  @Override
  String usage() {
    return "connect proxy [options]";
  }

  @Override
  String details() {
    return "Would run a simple proxy of the mesh, for development. Not supported.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (!arguments.isEmpty()) {
      throw new Failure("==> Should have no non-flag arguments.");
    }
    terminal.out().print("==> Consul Connect proxy starting...\n");
    boolean named =
        !proxyId.value().isEmpty()
            || !service.value().isEmpty()
            || !sidecarFor.value().isEmpty()
            || !terminal.env("CONNECT_PROXY_ID").isEmpty()
            || !terminal.env("CONNECT_SIDECAR_FOR").isEmpty();
    throw new Failure(
        "==> Error preparing configuration: "
            + (named
                ? "the built-in proxy is not supported"
                : "-service or -proxy-id must be specified so that proxy can configure itself."));
  }
}
