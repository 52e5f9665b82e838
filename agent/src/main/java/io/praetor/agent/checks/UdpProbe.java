// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/// Sends an empty datagram and waits for any answer of the target. Real Consul waits for ever for a
/// target that stays silent, so that its check keeps the status it had; here the timeout makes it
/// critical. The socket is not connected: Java sends no empty datagram on a connected one, and drops
/// answers that arrive while it connects. So a closed port shows as a timeout, too.
record UdpProbe(String address, long timeoutNanos, Scheduler scheduler) implements Probe {
  private static final int ANSWER_BYTES = 2048;

  @Override
  public ProbeResult run() {
    long endNanos = scheduler.nowNanos() + timeoutNanos;
    try (DatagramSocket socket = new DatagramSocket()) {
      HostPort target = HostPort.parse(address);
      InetAddress ip = Dialer.resolve("udp", target.host())[0];
      InetSocketAddress peer = new InetSocketAddress(ip, target.port());
      socket.send(new DatagramPacket(new byte[0], 0, peer));
      DatagramPacket answer = new DatagramPacket(new byte[ANSWER_BYTES], ANSWER_BYTES);
      do {
        long leftMillis = (endNanos - scheduler.nowNanos()) / 1_000_000L;
        if (leftMillis < 0) {
          throw new SocketTimeoutException("only strangers answered");
        }
        socket.setSoTimeout(Math.clamp(leftMillis, 1, Integer.MAX_VALUE));
        socket.receive(answer);
      } while (!answer.getSocketAddress().equals(peer));
      return ProbeResult.passing("UDP connect " + address + ": Success");
    } catch (SocketTimeoutException e) {
      return ProbeResult.critical("read udp " + address + ": i/o timeout");
    } catch (HostPort.BadAddress e) {
      return ProbeResult.critical("dial udp: " + e.getMessage());
    } catch (IOException e) {
      return ProbeResult.critical(Dialer.why("write udp", e));
    }
  }
}
