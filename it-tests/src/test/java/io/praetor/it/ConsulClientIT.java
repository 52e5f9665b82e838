// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A client agent of Consul itself, joined to our server: it watches services by gRPC, as it does
/// unless it is told not to. The environment names the program: `CONSUL_PEER=/path/to/consul`.
@Timeout(180)
class ConsulClientIT {
  private static final String PEER = Mixed.CONSUL;

  @TempDir Path folder;
  private AgentProcess server;
  private AgentProcess client;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Mixed.hasConsul(), "SKIPPED: needs CONSUL_PEER, the path of Consul 1.22's program");
    int[] ports = AgentProcess.freePorts(5);
    server =
        AgentProcess.launch(
            folder,
            "it-1",
            "127.0.0.1",
            ports,
            "-server",
            "-bootstrap-expect=1",
            "-data-dir=" + folder.resolve("server"));
    server.await("/v1/catalog/node/it-1", "\"serfHealth\"|\"Node\":");
    client =
        AgentProcess.launchAs(
            PEER,
            folder,
            "client",
            "127.0.0.1",
            AgentProcess.freePorts(5),
            "-data-dir=" + folder.resolve("client"),
            "-retry-join=127.0.0.1:" + ports[3],
            "-retry-interval=1s");
    client.await("/v1/catalog/nodes", "\"client\"");
  }

  @AfterEach
  void stop() throws Exception {
    for (AgentProcess agent : Arrays.asList(client, server)) {
      if (agent != null) {
        agent.kill();
      }
    }
  }

  @Test
  void itsBlockingQueriesWake() throws Exception {
    register(81);
    client.await("/v1/health/service/web?cached", "\"Port\": ?81");
    HttpResponse<String> first = client.get("/v1/health/service/web?cached");
    assertEquals(List.of("streaming"), first.headers().allValues("X-Consul-Query-Backend"));
    for (int port = 82; port < 86; port++) {
      String index = client.get("/v1/health/service/web?cached").headers().firstValue(INDEX).get();
      CompletableFuture<HttpResponse<String>> blocked = new CompletableFuture<>();
      CompletableFuture.runAsync(
          () -> {
            try {
              blocked.complete(client.get("/v1/health/service/web?wait=20s&index=" + index));
            } catch (Exception e) {
              blocked.completeExceptionally(e);
            }
          });
      register(port);
      HttpResponse<String> woken = blocked.get(25, TimeUnit.SECONDS);
      assertTrue(woken.body().contains("\"Port\":" + port), woken.body());
      assertTrue(Long.parseLong(woken.headers().firstValue(INDEX).get()) > Long.parseLong(index));
    }
  }

  private static final String INDEX = "X-Consul-Index";

  private void register(int port) throws Exception {
    assertEquals(
        200,
        client
            .put("/v1/agent/service/register", "{\"Name\":\"web\",\"Port\":" + port + "}")
            .statusCode());
  }

  /// Instances come and go, and the mesh's view with them; what it shows is what the server shows.
  @Test
  void itShowsWhatTheServerShows() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      put("catalog/register", instance(name, "api", "\"Tags\":[\"t\"],\"Port\":80"));
    }
    put(
        "catalog/register",
        instance(
            "p",
            "api-proxy",
            "\"Kind\":\"connect-proxy\",\"Port\":81,\"Proxy\":{\"DestinationServiceName\":\"api\","
                + "\"Config\":{\"n\":null,\"x\":[1,\"y\",{\"z\":true}]},\"Upstreams\":["
                + "{\"DestinationName\":\"db\",\"LocalBindPort\":9191}]}"));
    for (String path : List.of("service/api", "service/api-proxy", "connect/api")) {
      compare(path);
    }
    put("catalog/deregister", "{\"Node\":\"n\",\"ServiceID\":\"b\"}");
    client.await("/v1/health/service/api?cached", "^(?!.*\"ID\": ?\"b\").*$");
    compare("service/api");
    put("catalog/deregister", "{\"Node\":\"n\"}");
    client.await("/v1/health/connect/api?cached", "^\\[\\]\\s*$");
    compare("connect/api");
    assertFalse(client.log().contains("subscribe call failed"));
  }

  private static String instance(String id, String name, String more) {
    return "{\"Node\":\"n\",\"Address\":\"10.0.0.1\",\"Service\":{\"ID\":\""
        + id
        + "\",\"Service\":\""
        + name
        + "\","
        + more
        + "},\"Check\":{\"CheckID\":\"c\",\"Name\":\"c\",\"Status\":\"warning\"}}";
  }

  private void put(String path, String body) throws Exception {
    HttpResponse<String> answer = server.put("/v1/" + path, body);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private void compare(String path) throws Exception {
    String direct = server.get("/v1/health/" + path).body().strip();
    assertEquals(
        direct,
        client
            .await("/v1/health/" + path + "?cached", java.util.regex.Pattern.quote(direct))
            .strip());
  }

  @Test
  void itLeavesTheCatalog() throws Exception {
    assertEquals(200, client.put("/v1/agent/leave", "").statusCode());
    server.await("/v1/catalog/nodes", "^(?!.*\"client\").*$");
  }
}
