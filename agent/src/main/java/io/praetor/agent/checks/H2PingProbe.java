// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends an HTTP/2 ping and waits for its answer.
record H2PingProbe(String address, @Nullable TlsOptions tls, long timeoutNanos, Scheduler scheduler)
    implements Probe {
  @Override
  public ProbeResult run() {
    try (Deadline deadline = new Deadline(scheduler, timeoutNanos)) {
      try (Socket socket = open(deadline)) {
        try {
          new Http2Connection(socket).ping();
          return ProbeResult.passing("HTTP2 ping was successful");
        } catch (IOException e) {
          return ProbeResult.critical("HTTP2 ping failed: " + deadline.explain("read tcp", e));
        }
      } catch (IOException e) {
        return ProbeResult.critical(
            "Failed to dial to " + address + ": " + deadline.explain("dial tcp", e));
      }
    }
  }

  private Socket open(Deadline deadline) throws IOException {
    Socket socket = Dialer.connect(address, deadline);
    if (tls == null) {
      return socket;
    }
    try {
      return TlsClient.over(socket, HostPort.hostOf(address), tls, List.of("h2"));
    } catch (IOException e) {
      Dialer.close(socket);
      throw e;
    }
  }
}
