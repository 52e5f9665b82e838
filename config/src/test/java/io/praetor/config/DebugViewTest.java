// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `DebugConfig` as Consul 1.22.5 answered it in `agent/self` for the same files, field by field: once
/// a development agent, once a server that sets a good part of all keys.
class DebugViewTest {
  @ParameterizedTest
  @CsvSource({"dev,-dev", "rich,"})
  void showsWhatConsulShows(String name, @Nullable String flag) throws SyntaxException {
    FakeHost host =
        new FakeHost().file("f.json", Loading.resource("debug-" + name + "-config.json"));
    LoadResult result =
        flag == null
            ? Loading.load(host, "-config-file", "f.json")
            : Loading.load(host, flag, "-config-file", "f.json");
    Object answer = JsonText.parse(Loading.resource("debug-" + name + "-answer.json"));
    assertNotNull(answer);
    List<String> differences = new ArrayList<>();
    compare("", answer, Loading.config(result).debug(), differences);
    assertEquals(List.of(), differences);
  }

  @Test
  void secretsAreHidden() {
    RuntimeConfig config =
        Loading.json(
            "\"encrypt\":\"c2VjcmV0LXNlY3JldC1zMQ==\",\"acl\":{\"tokens\":{\"agent\":\"secret-1\","
                + "\"default\":\"secret-2\",\"initial_management\":\"secret-3\"}},"
                + "\"auto_config\":{\"intro_token\":\"secret-4\"},"
                + "\"telemetry\":{\"circonus_api_token\":\"secret-5\"},"
                + "\"ui_config\":{\"metrics_proxy\":{\"add_headers\":[{\"name\":\"n\",\"value\":\"secret-6\"}]}},"
                + "\"service\":{\"name\":\"a\",\"token\":\"secret-7\"}");
    String shown = config.debug().toString();
    assertFalse(shown.contains("secret-"), shown);
    assertFalse(shown.contains("c2VjcmV0"), shown);
    assertFalse(config.values().toString().contains("secret"));
  }

  private static void compare(
      String path, @Nullable Object expected, @Nullable Object shown, List<String> differences) {
    if (expected instanceof Map<?, ?> want && shown instanceof Map<?, ?> got) {
      Map<Object, Object> keys = new TreeMap<>();
      want.keySet().forEach(key -> keys.put(key, ""));
      got.keySet().forEach(key -> keys.put(key, ""));
      for (Object key : keys.keySet()) {
        if (!want.containsKey(key) || !got.containsKey(key)) {
          differences.add(path + "." + key + (want.containsKey(key) ? " is missing" : " is extra"));
        } else {
          compare(path + "." + key, want.get(key), got.get(key), differences);
        }
      }
    } else if (expected instanceof List<?> want
        && shown instanceof List<?> got
        && want.size() == got.size()) {
      for (int i = 0; i < want.size(); i++) {
        compare(path + "[" + i + "]", want.get(i), got.get(i), differences);
      }
    } else if (!same(expected, shown)) {
      differences.add(path + ": want " + expected + ", got " + shown);
    }
  }

  private static boolean same(@Nullable Object expected, @Nullable Object shown) {
    if (expected instanceof Number want && shown instanceof Number got) {
      return want.doubleValue() == got.doubleValue();
    }
    return expected == null ? shown == null : expected.equals(shown);
  }
}
