// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens a TCP connection and closes it again; with TLS, shakes hands first.
record TcpProbe(String address, @Nullable TlsOptions tls, long timeoutNanos, Scheduler scheduler)
    implements Probe {
  @Override
  public ProbeResult run() {
    try (Deadline deadline = new Deadline(scheduler, timeoutNanos)) {
      try (Socket socket = Dialer.connect(address, deadline)) {
        if (tls != null) {
          TlsClient.over(socket, HostPort.hostOf(address), tls, List.of());
        }
        return ProbeResult.passing("TCP connect " + address + ": Success");
      } catch (IOException e) {
        return ProbeResult.critical(deadline.explain("read tcp " + address, e));
      }
    }
  }
}
