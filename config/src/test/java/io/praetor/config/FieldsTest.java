// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.GoDuration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The list of all keys: complete, as documented, and as a reviewer last saw it.
class FieldsTest {
  /// One line of the list of documented keys.
  record Documented(String key, String type, String fallback, String flags, boolean reloads) {
    @Override
    public String toString() {
      return key;
    }

    /// The same default for agents with and without `-dev` unless it says otherwise.
    String plainDefault() {
      return fallback.replaceAll(" ?\\((dev|min).*\\)", "");
    }
  }

  /// Documented defaults that are words about other values, which the builders follow.
  private static final List<String> DERIVED =
      List.of(
          "addresses.",
          "advertise_addr",
          "enable_local_script_checks",
          "leave_on_terminate",
          "skip_leave_on_interrupt",
          "node_name",
          "ports.grpc_tls",
          "primary_datacenter",
          "serf_lan",
          "serf_wan",
          "log_rotate_duration",
          "rpc.enable_streaming",
          "default_intention_policy",
          "raft_logstore.backend",
          "cache.entry_fetch_rate",
          "connect.ca_provider",
          "reconnect_timeout",
          "session_ttl_min",
          "tls.defaults.tls_min",
          // Values that Consul keeps for itself; they are documented as unset.
          "ae_interval",
          "check_deregister",
          "check_reap",
          "consul.",
          "segment_name_limit",
          "sync_coordinate",
          // Defaults of the definitions, which DefinitionsTest has.
          "service.",
          "check.");

  static Stream<Documented> documented() {
    return Loading.resource("reference-keys.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| ", -1))
        .map(
            part ->
                new Documented(part[0], part[1], part[2], part[3], part[4].matches("yes|partly")));
  }

  private static @Nullable Field field(String key) {
    List<Field> fields = Fields.AGENT;
    String own = key;
    if (key.startsWith("service.")) {
      fields = Fields.SERVICE;
      own = key.substring("service.".length());
    } else if (key.startsWith("check.")) {
      fields = Fields.CHECK;
      own = key.substring("check.".length());
    }
    for (Field field : fields) {
      if (field.key().equals(own)) {
        return field;
      }
    }
    return null;
  }

  /// After a wanted change take the new list over from the failure, and look at the difference.
  @Test
  void theListIsAsItWasReviewed() {
    assertEquals(Loading.resource("fields.txt"), Fields.listing());
  }

  @ParameterizedTest
  @MethodSource("documented")
  void documentedKeysAreKnown(Documented key) {
    // Blocks of blocks are documented as one key.
    if (List.of("audit.sink", "service.tagged_addresses", "raft_boltdb").contains(key.key())) {
      assertTrue(Fields.AGENT.stream().anyMatch(f -> f.key().startsWith(lastKnown(key.key()))));
      return;
    }
    Field field = field(key.key());
    assertNotNull(field, "unknown: " + key.key());
    if (key.type().equals("deprecated")) {
      return;
    }
    assertEquals(typeOf(key.type()), typeOf(field), "type");
    if (!key.key().equals("performance.raft_multiplier")) {
      // ClusterFields says why this one differs.
      assertEquals(key.reloads(), field.reloadable(), "reload");
    }
    if (!key.flags().equals("-")) {
      for (String flag : key.flags().split(", ")) {
        assertTrue(
            field.flags().contains(flag.substring(1)) || flag.startsWith("-join"), "flag " + flag);
      }
    }
  }

  private static String lastKnown(String key) {
    return key.equals("service.tagged_addresses") ? "" : key;
  }

  private static String typeOf(String documented) {
    return switch (documented) {
      case "uint", "uint32", "uint64", "int" -> "number";
      // Durations that are only looked at when they are used, and texts, are one in a file.
      case "duration", "string", "type" -> "text";
      default -> documented;
    };
  }

  private static String typeOf(Field field) {
    return switch (field.type()) {
      case BOOL -> "bool";
      case INT, UINT, UINT32, UINT64 -> "number";
      case FLOAT -> "float";
      case STRING, DURATION -> "text";
      case STRINGS -> "list of string";
      case STRING_MAP -> "map of string";
      case LIST_MAP -> "map of lists";
      case TREE -> "map";
      case TREES -> "list of map";
      case SERVICE -> "service";
      case SERVICES -> "list of service";
      case CHECK -> "check";
      case CHECKS -> "list of check";
      case TIME, NOTHING -> "time";
    };
  }

  @ParameterizedTest
  @MethodSource("documented")
  void documentedDefaultsHold(Documented key) {
    Field field = field(key.key());
    if (field == null || DERIVED.stream().anyMatch(key.key()::startsWith)) {
      return;
    }
    assertEquals(canonical(key.plainDefault()), canonical(field.fallback()), "default");
    String dev =
        key.fallback().contains("(dev: ")
            ? key.fallback().replaceAll(".*\\(dev: (.*)\\)", "$1")
            : key.plainDefault();
    Object inDev = field.devFallback() == null ? field.fallback() : field.devFallback();
    assertEquals(canonical(dev), canonical(inDev), "default with -dev");
  }

  private static String canonical(@Nullable Object value) {
    String text = value == null ? "-" : value.toString();
    if (text.equals("false") || text.equals("0") || text.equals("0s") || text.equals("\"\"")) {
      return "-";
    }
    if (text.matches("[0-9.]+(ns|us|ms|s|m|h).*")) {
      return GoDuration.format(GoDuration.parse(text));
    }
    return text.matches("-?[0-9]+\\.0") ? text.replace(".0", "") : text;
  }

  static Stream<Field> agentFields() {
    return Fields.AGENT.stream();
  }

  /// Whatever a key is for and whichever part of the program will look at it, it must parse.
  @ParameterizedTest
  @MethodSource("agentFields")
  void everyKeyParses(Field field) {
    String error = Loading.error(Loading.loadJson(nested(field.key(), sample(field))));
    assertFalse(error.contains("invalid config key"), error);
    assertFalse(error.contains("unconvertible"), error);
  }

  private static String nested(String key, String value) {
    String[] parts = key.split("\\.");
    StringBuilder text = new StringBuilder();
    StringBuilder end = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      String name = parts[i].replaceAll("\\[]|\\{}", "");
      text.append('"').append(name).append("\":");
      if (i == parts.length - 1) {
        text.append(value);
      } else if (parts[i].endsWith("[]")) {
        text.append("[{");
        end.insert(0, "}]");
      } else if (parts[i].endsWith("{}")) {
        text.append("{\"x\":{");
        end.insert(0, "}}");
      } else {
        text.append('{');
        end.insert(0, '}');
      }
    }
    return text.append(end).toString();
  }

  private static String sample(Field field) {
    return switch (field.type()) {
      case BOOL -> "true";
      case INT, UINT, UINT32, UINT64 -> "1";
      case FLOAT -> "1.5";
      case STRING -> "\"x\"";
      case DURATION -> "\"1h\"";
      case STRINGS -> "[\"x\"]";
      case STRING_MAP -> "{\"a\":\"1s\"}";
      case LIST_MAP -> "{\"a\":[\"b\"]}";
      case TREE, TIME, NOTHING -> "{}";
      case TREES -> "[{}]";
      case SERVICE -> "{\"name\":\"a\"}";
      case SERVICES -> "[{\"name\":\"a\"}]";
      case CHECK -> "{\"name\":\"a\",\"ttl\":\"1h\"}";
      case CHECKS -> "[{\"name\":\"a\",\"ttl\":\"1h\"}]";
    };
  }

  /// A flag that two keys claim would set only one of them.
  @Test
  void flagsBelongToOneKey() {
    Map<String, String> owners = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (Field field : Fields.AGENT) {
      for (String flag : field.flags()) {
        String other = owners.put(flag, field.key());
        if (other != null) {
          twice.add(flag + ": " + other + ", " + field.key());
        }
      }
    }
    assertEquals(List.of(), twice);
  }

  @Test
  void replacementsAreKnownKeys() {
    for (Field field : Fields.AGENT) {
      String replacement = field.replacement();
      assertTrue(
          replacement == null
              || Fields.AGENT.stream().anyMatch(f -> f.key().startsWith(replacement)),
          () -> field.key() + " is replaced by an unknown key");
    }
  }
}
