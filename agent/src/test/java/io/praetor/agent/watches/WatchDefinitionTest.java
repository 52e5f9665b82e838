// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.agent.MachineHost;
import io.praetor.config.AgentFlags;
import io.praetor.config.BuildConfig;
import io.praetor.config.ConfigLoader;
import io.praetor.config.LoadResult;
import io.praetor.config.Sources;
import io.praetor.http.agent.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/// Entries of `watches` with what Consul 1.22.5 was seen to say about them.
class WatchDefinitionTest {
  @TempDir private static Path folder;

  static Stream<List<String>> answers() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            WatchDefinitionTest.class.getResourceAsStream("watch-answers.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().map(line -> List.of(line.split(" =>", 2))).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void saysWhatConsulSays(List<String> answer) throws Exception {
    String said = "";
    try {
      WatchDefinition.parse(watches(answer.getFirst()));
    } catch (RefusedException e) {
      said = e.text();
    }
    assertEquals(answer.getLast().strip(), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"key\",\"key\":\"/a b/c\"};/v1/kv/a%20b/c",
        "{\"type\":\"key\",\"key\":\"a\",\"datacenter\":\"d\",\"stale\":true};/v1/kv/a?dc=d&stale=",
        "{\"type\":\"keyprefix\",\"prefix\":\"a/\"};/v1/kv/a/?recurse=",
        "{\"type\":\"services\"};/v1/catalog/services",
        "{\"type\":\"nodes\",\"filter\":\"Node == x\"};/v1/catalog/nodes?filter=Node+%3D%3D+x",
        "{\"type\":\"service\",\"service\":\"s\",\"tag\":[\"t\",\"u\"],\"passingonly\":true};/v1/health/service/s?tag=t&tag=u&passing=1",
        "{\"type\":\"checks\"};/v1/health/state/any",
        "{\"type\":\"checks\",\"state\":\"critical\"};/v1/health/state/critical",
        "{\"type\":\"checks\",\"service\":\"s\"};/v1/health/checks/s",
        "{\"type\":\"event\",\"name\":\"n\"};/v1/event/list?name=n",
        "{\"type\":\"agent_service\",\"service_id\":\"i\"};/v1/agent/service/i"
      })
  void asksForWhatTheTypeMeans(String entry, String target) throws Exception {
    List<Map<String, Object>> entries =
        watches(entry.replaceFirst("}$", ",\"args\":[\"x\",\"y\"]}"));
    WatchDefinition watch = WatchDefinition.parse(entries).getFirst();
    assertEquals(target, watch.query().target());
    assertEquals(new WatchHandler.Program(List.of("x", "y")), watch.handler());
  }

  @Test
  void handlers() throws Exception {
    assertEquals(
        List.of(
            new WatchHandler.Program(List.of("/bin/sh", "-c", "a | b")),
            new WatchHandler.Http("http://x", "POST", Duration.ofSeconds(10), Map.of(), false),
            new WatchHandler.Http(
                "https://y", "PUT", Duration.ofSeconds(1), Map.of("A", List.of("b", "c")), true)),
        WatchDefinition.parse(
                watches(
                    "{\"type\":\"nodes\",\"handler\":\"a | b\"},"
                        + "{\"type\":\"nodes\",\"handler_type\":\"http\","
                        + "\"http_handler_config\":{\"path\":\"http://x\"}},"
                        + "{\"type\":\"nodes\",\"handler_type\":\"http\",\"token\":\"t\","
                        + "\"http_handler_config\":{\"path\":\"https://y\",\"method\":\"PUT\","
                        + "\"timeout\":\"1s\",\"header\":{\"A\":[\"b\",\"c\"]},"
                        + "\"tls_skip_verify\":true}}"))
            .stream()
            .map(WatchDefinition::handler)
            .toList());
  }

  /// As the configuration reads them, in which a list of one stands for its element.
  private static List<Map<String, Object>> watches(String entries) throws Exception {
    Path file = folder.resolve("f.json");
    Files.writeString(
        file, "{\"data_dir\":\"/d\",\"bind_addr\":\"127.0.0.1\",\"watches\":[" + entries + "]}");
    return switch (ConfigLoader.load(
        new Sources(
            AgentFlags.parse(List.of("-config-file", file.toString())),
            new MachineHost(),
            new BuildConfig("1.22.5", "", "", "", Instant.EPOCH)))) {
      case LoadResult.Loaded(var config, var ignored) -> config.watches();
      case LoadResult.Refused(String error) -> throw new AssertionFailedError(error);
    };
  }
}
