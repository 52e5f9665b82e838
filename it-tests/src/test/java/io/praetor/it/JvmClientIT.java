// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ecwid.consul.v1.ConsulClient;
import com.ecwid.consul.v1.agent.model.NewService;
import com.ecwid.consul.v1.health.HealthServicesRequest;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client library that Spring Cloud Consul is built on, and `dig`, against a real agent whose HTTP
/// check watches a real server.
class JvmClientIT {
  @TempDir Path folder;

  @Test
  void aServiceIsFoundByDnsWhileItsServerAnswers() throws Exception {
    assumeTrue(onPath("dig"), "SKIPPED: needs dig on PATH (Debian package bind9-dnsutils)");
    HttpServer web = serve(0);
    int port = web.getAddress().getPort();
    try (AgentProcess agent = AgentProcess.start(folder, "-dev")) {
      ConsulClient consul = new ConsulClient("127.0.0.1", agent.http);
      NewService service = new NewService();
      service.setId("shop-1");
      service.setName("shop");
      service.setAddress("127.0.0.1");
      service.setPort(port);
      service.setTags(List.of("blue"));
      NewService.Check check = new NewService.Check();
      check.setHttp("http://127.0.0.1:" + port + "/health");
      check.setInterval("1s");
      check.setTimeout("1s");
      service.setCheck(check);
      consul.agentServiceRegister(service);

      agent.await("/v1/health/service/shop?passing", "\"Port\": ?" + port);
      assertEquals(
          "1 1 " + port + " 7f000001.addr.dc1.consul.",
          dig(agent, "blue.shop.service.consul", "SRV"));
      assertEquals("127.0.0.1", dig(agent, "shop.service.consul", "A"));

      web.stop(0);
      agent.await("/v1/health/checks/shop", "\"Status\": ?\"critical\"");
      assertEquals("", dig(agent, "shop.service.consul", "A"));
      assertTrue(
          consul
              .getHealthServices(
                  "shop", HealthServicesRequest.newBuilder().setPassing(true).build())
              .getValue()
              .isEmpty());

      web = serve(port);
      agent.await("/v1/health/service/shop?passing", "\"Port\": ?" + port);
      assertEquals("127.0.0.1", dig(agent, "shop.service.consul", "A"));
      assertEquals("shop-1", consul.getAgentServices().getValue().get("shop-1").getId());
    } finally {
      web.stop(0);
    }
  }

  private static HttpServer serve(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/health",
        exchange -> {
          byte[] body = "fine".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String dig(AgentProcess agent, String name, String type) throws Exception {
    Process dig =
        new ProcessBuilder(
                "dig",
                "+short",
                "+time=5",
                "@127.0.0.1",
                "-p",
                Integer.toString(agent.dns),
                name,
                type)
            .redirectErrorStream(true)
            .start();
    String out = new String(dig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(dig.waitFor(20, TimeUnit.SECONDS));
    return out.strip();
  }

  private static boolean onPath(String command) {
    return java.util.Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
