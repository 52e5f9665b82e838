// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad input and clients that behave badly: Consul's status and text, and an agent that goes on.
class HostileClientsIT {
  private static final int BLOCKED_QUERIES = 10_000;

  @TempDir Path folder;

  @Test
  void badInputGetsConsulsAnswersAndLosesNothing() throws Exception {
    try (AgentProcess agent = AgentProcess.start(folder, "-dev")) {
      assertEquals("true", agent.put("/v1/kv/kept", "safe").body());

      refused(agent.put("/v1/catalog/register", "{\"Node\":"), 400, "Request decode failed: ");
      refused(agent.put("/v1/session/create", "[1"), 400, "Request decode failed: ");
      refused(agent.put("/v1/txn", "{}"), 400, "Failed to parse body: ");
      refused(agent.put("/v1/agent/check/pass/nope", ""), 404, "Unknown check ID \"nope\"");
      refused(agent.put("/v1/kv/big", "x".repeat(524_289)), 413, "Request body(524289 bytes) too");
      refused(agent.put("/v1/kv/a?cas=ten", ""), 500, "strconv.ParseUint: parsing \"ten\"");
      rawBytes(agent, "PUT /v1/kv/\u00ff\u00fe HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
      rawBytes(agent, "\u0000\u0001\u0002 garbage\r\n\r\n");

      assertEquals("safe", agent.get("/v1/kv/kept?raw").body());
    }
  }

  @Test
  void garbageOnTheDnsPortIsSurvived() throws Exception {
    try (AgentProcess agent = AgentProcess.start(folder, "-dev");
        DatagramSocket socket = new DatagramSocket()) {
      Random random = new Random(11);
      for (int i = 0; i < 2_000; i++) {
        byte[] packet = new byte[random.nextInt(80)];
        random.nextBytes(packet);
        socket.send(
            new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), agent.dns));
      }
      agent.await("/v1/status/leader", "127.0.0.1");
    }
  }

  @Test
  void tenThousandBlockedQueriesCostNoThreads() throws Exception {
    List<Socket> blocked = new ArrayList<>();
    try (AgentProcess agent =
        AgentProcess.start(folder, "-dev", "-hcl=limits { http_max_conns_per_client = 11000 }")) {
      agent.put("/v1/kv/watched", "1");
      String index =
          agent.get("/v1/kv/watched").headers().firstValue("X-Consul-Index").orElseThrow();
      int threadsBefore = threads(agent);
      byte[] request =
          ("GET /v1/kv/watched?index=" + index + "&wait=5m HTTP/1.1\r\nHost: x\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < BLOCKED_QUERIES; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), agent.http);
        blocked.add(socket);
        OutputStream out = socket.getOutputStream();
        out.write(request);
        out.flush();
      }
      // Others are answered meanwhile.
      assertEquals("1", agent.get("/v1/kv/watched?raw").body());
      int threadsDuring = threads(agent);
      assertTrue(
          threadsDuring < threadsBefore + 50,
          "threads grew from " + threadsBefore + " to " + threadsDuring);

      agent.put("/v1/kv/watched", "2");
      for (Socket socket : blocked) {
        socket.setSoTimeout(60_000);
        byte[] start = socket.getInputStream().readNBytes(12);
        assertEquals("HTTP/1.1 200", new String(start, StandardCharsets.US_ASCII));
      }
    } finally {
      for (Socket socket : blocked) {
        socket.close();
      }
    }
  }

  private static int threads(AgentProcess agent) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + agent.pid() + "/status")).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.substring(8).strip()))
        .findFirst()
        .orElseThrow();
  }

  private static void refused(HttpResponse<String> answer, int status, String text) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().startsWith(text), answer.body());
  }

  /// The agent answers with an error or hangs up; either way it does not keep the connection.
  private static void rawBytes(AgentProcess agent, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), agent.http)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 "), answer);
    }
  }
}
