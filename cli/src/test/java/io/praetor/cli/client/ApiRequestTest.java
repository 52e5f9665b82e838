// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Requests over a real loopback socket, against a server that answers with fixed bytes.
class ApiRequestTest {
  private static ApiClient client(String address, Map<String, String> defaults) throws ApiError {
    return new ApiClient(
        new ApiSettings(
            Endpoint.parse(address, "http"), "secret", "", ApiSettings.Tls.PLATFORM, defaults));
  }

  /// Answers one request and gives its head.
  private static CompletableFuture<String> answerOnce(ServerSocket server, String answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket socket = server.accept()) {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
              head.append((char) in.read());
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            return head.toString();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void theRequestCarriesTokenDefaultsAndEscapes() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var head =
          answerOnce(
              server, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX-Consul-Index: 7\r\n\r\ntrue");
      ApiClient client =
          client("http://127.0.0.1:" + server.getLocalPort() + "/pre", Map.of("dc", "east 1"));
      try (ApiResponse response =
          client.put("/v1/kv/a b?").query("cas", "0").body(new byte[0]).send()) {
        assertEquals("true", response.text());
        assertEquals(7, response.index());
      }
      String text = head.get();
      assertTrue(text.startsWith("PUT /pre/v1/kv/a%20b%3F?cas=0&dc=east+1 HTTP/1.1\r\n"), text);
      assertTrue(text.contains("\r\nX-Consul-Token: secret\r\n"), text);
      assertTrue(text.contains("\r\nContent-Length: 0\r\n"), text);
    }
  }

  @Test
  void otherStatusesAreErrorsWithTheBody() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var head =
          answerOnce(
              server, "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 6\r\n\r\n no!\n\n");
      ApiClient client = client("127.0.0.1:" + server.getLocalPort(), Map.of());
      ApiError error = assertThrows(ApiError.class, () -> client.get("/v1/x").fetch());
      assertEquals("Unexpected response code: 500 (no!)", error.text());
      assertEquals(500, error.status());
      head.get();
    }
  }

  @Test
  void anAgentThatIsNotThereHasGosText() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    String address = "127.0.0.1:" + port;
    ApiError error =
        assertThrows(ApiError.class, () -> client(address, Map.of()).get("/v1/x").run());
    assertEquals(
        "Get \"http://"
            + address
            + "/v1/x\": dial tcp "
            + address
            + ": connect: connection refused",
        error.text());
    ApiError unix =
        assertThrows(
            ApiError.class, () -> client("unix:///no/such.sock", Map.of()).get("/v1/x").run());
    assertEquals(
        "Get \"http://localhost/v1/x\": dial unix /no/such.sock: connect: no such file or directory",
        unix.text());
  }

  @Test
  void aTokenCannotAddHeaders() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ApiSettings settings =
          new ApiSettings(
              Endpoint.parse("127.0.0.1:" + server.getLocalPort(), "http"),
              "a\r\nX-Evil: 1",
              "",
              ApiSettings.Tls.PLATFORM,
              Map.of());
      var closed = CompletableFuture.runAsync(() -> closeOne(server));
      ApiError error = assertThrows(ApiError.class, () -> new ApiClient(settings).get("/").run());
      assertTrue(error.text().contains("invalid header field value"), error.text());
      closed.get();
    }
  }

  private static void closeOne(ServerSocket server) {
    try {
      server.accept().close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
