// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a configuration file holds, loading ends with a configuration or a text that says what is
/// wrong, soon, and without taking the agent down. Each run is named by its seed.
class ConfigFuzzTest {
  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "=",
          ",",
          ":",
          "\"",
          "\n",
          "#",
          "//",
          "/*",
          "*/",
          "<<X",
          "<<-X\n",
          "\nX\n",
          "\\",
          "\\u12",
          "\\xff",
          "${",
          "a",
          "services",
          "1",
          "-",
          ".",
          "0x",
          "1e9",
          "true",
          "null",
          "\"x\"",
          "é",
          "\uD83D\uDE00",
          "\u0000",
          "\ufffd",
          "\r",
          "\t",
          "{{",
          "{{ GetPrivateIP }}",
          "\"ports\"",
          "9223372036854775808",
          "1e999",
          "8h",
          "-1");

  private static final List<String> HCL =
      List.of(
          "server = true\n",
          "ports { http = 1 https = 2 }\n",
          "services = [{ name = \"a\" port = 1 }, { name = \"b\" }]\n",
          "service { name = \"w\" check { ttl = \"1s\" } connect { sidecar_service {} } }\n",
          "node_meta { a = \"b\" }\n",
          "log_file = <<EOF\nsome\ntext\nEOF\n",
          "watches = [{ type = \"key\" key = \"a\" args = [\"x\"] }]\n",
          "dns_config { service_ttl { \"*\" = \"3s\" } soa { refresh = 7 } }\n",
          "limits { rpc_rate = 1.5 request_limits { mode = \"permissive\" } }\n",
          "client_addr = \"{{ GetAllInterfaces | include \\\"name\\\" \\\"lo\\\" | attr \\\"address\\\" }}\"\n",
          "ui_config { metrics_proxy { add_headers = [{ name = \"a\" value = \"b\" }] } }\n",
          "connect { ca_config { a { b = [1, [2, { c = true }]] } } }\n",
          "audit { sink \"x\" { type = \"file\" } }\n");

  private static final List<String> JSON =
      List.of(
          "{\"server\":true,\"bootstrap\":true,\"ports\":{\"http\":1}}",
          "{\"services\":[{\"name\":\"a\",\"meta\":{\"k\":\"v\"},\"checks\":[{\"ttl\":\"1s\"}]}]}",
          "{\"acl\":{\"tokens\":{\"agent\":\"x\"}},\"node_meta\":{\"a\":\"b\"}}",
          "{\"dns_config\":{\"node_ttl\":\"1s\",\"service_ttl\":{\"*\":\"2s\"}},\"recursors\":[\"1.1.1.1\"]}",
          "{\"watches\":[{\"type\":\"key\",\"x\":[1,null,{\"y\":false}]}],\"bind_addr\":\"::1\"}",
          "{\"tls\":{\"defaults\":{\"tls_cipher_suites\":\"A,B\"}},\"encrypt\":\"abcd\"}");

  private static String mutated(Random random, String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(out.length() + 1);
      int end = Math.min(out.length(), at + random.nextInt(8));
      switch (random.nextInt(6)) {
        case 0 -> out.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
        case 1 -> out.delete(at, end);
        case 2 -> out.insert(random.nextInt(out.length() + 1), out.substring(at, end));
        case 3 -> out.setLength(at);
        case 4 -> out.insert(at, (char) random.nextInt(0x250));
        default -> out.replace(at, end, TOKENS.get(random.nextInt(TOKENS.size())));
      }
    }
    return out.toString();
  }

  /// Throws what no loading may throw.
  private static LoadResult load(String format, String text) {
    String name = "f." + format;
    FakeHost host =
        new FakeHost()
            .file("base.json", "{\"data_dir\":\"/d\",\"bind_addr\":\"127.0.0.1\"}")
            .file(name, text);
    return Loading.load(host, "-config-file", "base.json", "-config-file", name);
  }

  private static void loads(String format, String text, String run) {
    try {
      LoadResult result = load(format, text);
      if (result instanceof LoadResult.Refused(String error)) {
        assertFalse(error.isBlank(), run);
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(run + ": " + GoText.quote(text), e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void brokenTextsAreRefusedAndNothingElse(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1500; i++) {
      StringBuilder hcl = new StringBuilder();
      for (int j = random.nextInt(4); j >= 0; j--) {
        hcl.append(HCL.get(random.nextInt(HCL.size())));
      }
      loads("hcl", mutated(random, hcl.toString()), "seed " + seed + ", hcl " + i);
      String json = JSON.get(random.nextInt(JSON.size()));
      loads("json", mutated(random, json), "seed " + seed + ", json " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void tokensInAnyOrderAreRefusedAndNothingElse(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(30); j >= 0; j--) {
        text.append(TOKENS.get(random.nextInt(TOKENS.size())))
            .append(random.nextBoolean() ? " " : "");
      }
      loads("hcl", text.toString(), "seed " + seed + ", hcl " + i);
      loads("json", text.toString(), "seed " + seed + ", json " + i);
      String address =
          text.toString().replace("\\", "").replace("\"", "'").replaceAll("\\p{Cntrl}", "");
      loads("json", "{\"client_addr\":\"{{" + address + "\"}", "seed " + seed + ", address " + i);
      loads(
          "json",
          "{\"session_ttl_min\":\""
              + address
              + "\",\"serf_lan_allowed_cidrs\":[\""
              + address
              + "\"]}",
          "seed " + seed + ", duration " + i);
    }
  }

  /// A unit of work that a bound must keep small. The limit is far above what it takes; without the
  /// bound it would take hours or all memory.
  private static void bounded(String format, String text) {
    LoadResult result = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> load(format, text));
    if (result instanceof LoadResult.Refused(String error)) {
      assertTrue(error.length() <= 3 * text.length() + 200_000, "an error longer than its cause");
    }
  }

  @Test
  void hugeTextsEndSoon() {
    int many = 200_000;
    List<String> hcl = new ArrayList<>();
    for (String unit :
        List.of(
            "[",
            "{",
            "a{",
            "a=[",
            "[{a=",
            "a ",
            "\"a\" ",
            "\"",
            "\"${",
            "/*",
            "#\n",
            "<<A\n",
            "<<",
            "a=<<A\nx\nA\n",
            "=",
            "}",
            "]",
            ",",
            "\\",
            "a=1\n",
            "a {}\n",
            "a=[]\n",
            "?",
            "\u0000",
            "a=\"\\q\"\n",
            "x\n",
            "services=[{}]\n",
            "node_meta {a=\"b\"}\n",
            "-",
            "0x",
            "1.",
            "1e",
            "\n",
            "é")) {
      hcl.add(unit.repeat(many / unit.length()));
    }
    hcl.add("a = <<EOF\n" + "line\n".repeat(many));
    hcl.add("a = <<-EOF\n" + "  line\n".repeat(many) + "EOF\n");
    hcl.add("a = <<EOF\n" + "x".repeat(many));
    hcl.add("a = \"" + "\\u0041".repeat(many / 6) + "\"");
    hcl.add("a = " + "9".repeat(many));
    hcl.add("a = 0." + "9".repeat(many));
    hcl.forEach(text -> bounded("hcl", text));
    for (String unit :
        List.of(
            "[", "{\"a\":", "[[],", "\"", "{", "1", "1,", "[1,", " ", "\\", "\"\\u", "-", "0")) {
      bounded("json", unit.repeat(many / unit.length()));
    }
    bounded("json", "{" + "\"a\":1,".repeat(many / 6) + "\"b\":1}");
    bounded("json", "{\"services\":[" + "{\"name\":1},".repeat(many / 11) + "{}]}");
    bounded("json", "{\"recursors\":[" + "\"{{\",".repeat(many / 5) + "\"\"]}");
    bounded("json", "{\"session_ttl_min\":\"" + "9".repeat(many) + "h\"}");
    bounded("json", "{\"client_addr\":\"" + "{{ GetPrivateIP }}".repeat(many / 18) + "\"}");
    bounded("json", "{\"client_addr\":\"" + "127.0.0.1 ".repeat(many / 10) + "\"}");
    bounded("json", "{\"datacenter\":\"" + "a".repeat(many) + "\"}");
    bounded("json", "{\"encrypt\":\"" + "=".repeat(many) + "\"}");
  }

  @Test
  void ofManyFaultsOnlyTheFirstAreTold() {
    String error =
        Loading.error(load("json", "{\"services\":[" + "{\"x\":1},".repeat(5000) + "{}]}"));
    assertTrue(
        error.startsWith("failed to parse f.json: 1001 errors occurred:"), error.substring(0, 80));
    assertTrue(error.endsWith("\n\t* and 4000 more\n\n"), error.substring(error.length() - 80));
  }

  @Test
  void longerTextsAreRefusedUnread() {
    String text = " ".repeat((32 << 20) + 1);
    assertTrue(Loading.error(load("hcl", text)).contains("text is too long"));
  }
}
