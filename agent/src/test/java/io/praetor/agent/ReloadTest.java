// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.http.agent.RefusedException;
import io.praetor.rpc.ConsulException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reload of a whole agent changes, as Consul 1.22.5 was seen to do.
class ReloadTest {
  private static HttpResponse<String> send(RunningAgent agent, String method, String path)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.httpPort() + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String get(RunningAgent agent, String path) throws Exception {
    return send(agent, "GET", path).body();
  }

  @Test
  void definitionsComeAndGo(@TempDir Path folder) throws Exception {
    try (RunningAgent agent =
        RunningAgent.start(folder, "{\"service\":{\"name\":\"old\",\"port\":1}}")) {
      agent.reload(
          "{\"service\":{\"name\":\"new\",\"port\":2},\"check\":{\"name\":\"c\",\"ttl\":\"1h\"}}");
      String services = get(agent, "/v1/agent/services");
      assertTrue(services.contains("\"new\""), services);
      assertFalse(services.contains("\"old\""), services);
      assertTrue(get(agent, "/v1/agent/checks").contains("\"c\""));
    }
  }

  @Test
  void whatOnlyAStartAppliesIsShownButNotDone(@TempDir Path folder) throws Exception {
    try (RunningAgent agent =
        RunningAgent.start(
            folder, "{\"http_config\":{\"response_headers\":{\"X-A\":\"first\"}}}")) {
      agent.reload(
          "{\"node_name\":\"other\",\"node_meta\":{\"k\":\"v\"},\"enable_debug\":false,"
              + "\"http_config\":{\"response_headers\":{\"X-A\":\"later\"},"
              + "\"block_endpoints\":[\"/v1/kv\"]},\"translate_wan_addrs\":true}");
      String self = get(agent, "/v1/agent/self");
      assertTrue(
          self.contains("\"NodeName\": \"other\"") || self.contains("\"NodeName\":\"other\""));
      assertTrue(self.contains("later"), self);
      HttpResponse<String> answer = send(agent, "GET", "/v1/catalog/nodes");
      assertTrue(answer.body().contains("\"Node\": \"n1\"") || answer.body().contains("\"n1\""));
      assertFalse(answer.body().contains("other"), answer.body());
      assertEquals("first", answer.headers().firstValue("X-A").orElse(""));
      assertTrue(answer.headers().firstValue("X-Consul-Translate-Addresses").isEmpty());
      assertEquals(404, send(agent, "GET", "/v1/kv/a").statusCode());
      assertEquals(404, send(agent, "GET", "/debug/pprof/cmdline").statusCode());
    }
  }

  @Test
  void checkOutputIsDiscardedFromThenOn(@TempDir Path folder) throws Exception {
    String check = "\"check\":{\"name\":\"c\",\"ttl\":\"1h\"}";
    try (RunningAgent agent = RunningAgent.start(folder, "{" + check + "}")) {
      send(agent, "PUT", "/v1/agent/check/pass/c?note=kept");
      assertTrue(get(agent, "/v1/agent/checks").contains("kept"));
      agent.reload("{" + check + ",\"discard_check_output\":true}");
      send(agent, "PUT", "/v1/agent/check/pass/c?note=dropped");
      assertFalse(get(agent, "/v1/agent/checks").contains("dropped"));
    }
  }

  @Test
  void errorsAreAnsweredBare(@TempDir Path folder) throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, "{}")) {
      agent.write("{\"colour\":1}");
      HttpResponse<String> answer = send(agent, "PUT", "/v1/agent/reload");
      assertEquals(500, answer.statusCode());
      assertEquals(
          "failed to parse "
              + folder.resolve("changing.json")
              + ": 1 error occurred:\n\t* invalid config key colour\n\n",
          answer.body());
    }
  }

  /// Consul unloads all definitions before it loads the new ones, and a fault ends the loading.
  @Test
  void afterAFaultyDefinitionOnlyThoseBeforeItAreLeft(@TempDir Path folder) throws Exception {
    try (RunningAgent agent =
        RunningAgent.start(folder, "{\"service\":{\"name\":\"old\",\"port\":1}}")) {
      RefusedException refused =
          assertThrows(
              RefusedException.class,
              () ->
                  agent.reload(
                      "{\"enable_debug\":false,"
                          + "\"services\":[{\"name\":\"good\",\"port\":1},{\"port\":2}]}"));
      assertEquals(
          "Failed reloading services: Failed to register service \"\": Service name missing",
          refused.text());
      String services = get(agent, "/v1/agent/services");
      assertTrue(services.contains("\"good\""), services);
      assertFalse(services.contains("\"old\""), services);
      assertEquals(200, send(agent, "GET", "/debug/pprof/cmdline").statusCode());
    }
  }

  @Test
  void watchesAreReadAgain(@TempDir Path folder) throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, "{}")) {
      ConsulException refused =
          assertThrows(
              ConsulException.class, () -> agent.reload("{\"watches\":[{\"type\":\"moon\"}]}"));
      assertEquals(
          "Failed reloading watches: Failed to parse watch (map[string]interface {}{}): Unsupported"
              + " watch type: moon",
          refused.text());
      agent.reload("{\"watches\":[{\"type\":\"nodes\",\"args\":[\"true\"]}]}");
      agent.reload("{}");
    }
  }

  @Test
  void anUnknownLogLevelIsWarnedOfAndTheOldOneKept(@TempDir Path folder) throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, "{\"log_level\":\"WARN\"}")) {
      agent.reload("{\"log_level\":\"LOUD\"}");
      assertTrue(
          agent.logged().contains("agent: Invalid log level in new configuration: level=LOUD"),
          agent.logged());
      assertTrue(get(agent, "/v1/agent/self").replace(" ", "").contains("\"LogLevel\":\"WARN\""));
    }
  }

  @Test
  void aConfigurationThatBreaksARuleIsRefused(@TempDir Path folder) throws Exception {
    try (RunningAgent agent = RunningAgent.start(folder, "{}")) {
      ConsulException refused =
          assertThrows(
              ConsulException.class,
              () -> agent.reload("{\"performance\":{\"raft_multiplier\":11}}"));
      assertEquals(
          "performance.raft_multiplier cannot be 11. Must be between 1 and 10", refused.text());
    }
  }
}
