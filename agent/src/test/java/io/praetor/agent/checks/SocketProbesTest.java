// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// TCP and UDP probes against sockets of the test.
class SocketProbesTest {
  private final RealTime time = new RealTime();

  @AfterEach
  void close() {
    time.close();
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private ProbeResult tcp(String address, boolean tls, long timeoutNanos) {
    return new TcpProbe(
            address, tls ? new TlsOptions("", true) : null, timeoutNanos, time.scheduler)
        .run();
  }

  @Test
  void anOpenTcpPortPasses() throws IOException {
    try (ServerSocket server = listen()) {
      String address = "127.0.0.1:" + server.getLocalPort();
      assertEquals(
          ProbeResult.passing("TCP connect " + address + ": Success"),
          tcp(address, false, RealTime.LONG_NANOS));
    }
  }

  @Test
  void aClosedTcpPortIsCritical() throws IOException {
    int port;
    try (ServerSocket server = listen()) {
      port = server.getLocalPort();
    }
    assertEquals(
        ProbeResult.critical("dial tcp 127.0.0.1:" + port + ": connect: connection refused"),
        tcp("127.0.0.1:" + port, false, RealTime.LONG_NANOS));
    assertEquals(
        ProbeResult.critical("dial tcp: address 127.0.0.1: missing port in address"),
        tcp("127.0.0.1", false, RealTime.LONG_NANOS));
  }

  @Test
  void aHandshakeThatNeverComesEndsWithTheTimeout() throws IOException {
    try (ServerSocket server = listen()) {
      assertEquals(
          ProbeResult.critical("context deadline exceeded"),
          tcp("127.0.0.1:" + server.getLocalPort(), true, RealTime.SHORT_NANOS));
    }
  }

  private ProbeResult udp(int port, long timeoutNanos) {
    return new UdpProbe("127.0.0.1:" + port, timeoutNanos, time.scheduler).run();
  }

  @Test
  void aUdpPortThatAnswersPasses() throws IOException {
    try (DatagramSocket server =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      time.scheduler.after(
          0,
          () -> {
            try {
              DatagramPacket packet = new DatagramPacket(new byte[10], 10);
              server.receive(packet);
              server.send(new DatagramPacket(new byte[] {1}, 1, packet.getSocketAddress()));
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      int port = server.getLocalPort();
      assertEquals(
          ProbeResult.passing("UDP connect 127.0.0.1:" + port + ": Success"),
          udp(port, RealTime.LONG_NANOS));
    }
  }

  @Test
  void aUdpPortThatStaysSilentIsCritical() throws SocketException {
    try (DatagramSocket server =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      int port = server.getLocalPort();
      assertEquals(
          ProbeResult.critical("read udp 127.0.0.1:" + port + ": i/o timeout"),
          udp(port, RealTime.SHORT_NANOS));
    }
  }

  @Test
  void aServerWithoutTlsIsRecognised() throws IOException {
    try (ServerSocket server = listen()) {
      time.scheduler.after(
          0,
          () -> {
            try (Socket client = server.accept()) {
              client.getInputStream().read();
              client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
              client.shutdownOutput();
              client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      assertEquals(
          ProbeResult.critical("tls: first record does not look like a TLS handshake"),
          tcp("127.0.0.1:" + server.getLocalPort(), true, RealTime.LONG_NANOS));
    }
  }
}
