// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The configuration reference is made of the fields, so it cannot fall behind them.
/// `-Dgolden=write` writes it anew.
class ConfigurationReferenceTest {
  private static final Path FILE = Path.of("../docs/reference/configuration.md");

  @Test
  void theReferenceIsThatOfTheFields() throws IOException {
    String now = text();
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(FILE, now);
    }
    assertEquals(Files.readString(FILE), now);
  }

  private static String text() {
    List<Field> current =
        Fields.AGENT.stream()
            .filter(f -> f.replacement() == null)
            .filter(f -> !InternalFields.ALL.contains(f))
            .filter(f -> !EnterpriseFields.ALL.contains(f))
            .filter(f -> !DeprecatedFields.ALL.contains(f))
            .toList();
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Configuration

        The keys are Consul's, in HCL or JSON files that `-config-file` and `-config-dir` name. Later sources win: defaults,
        what `-dev` adds, files in the order of the command line, environment variables, flags, `-hcl` fragments. Lists of
        several sources are appended, maps are overlaid. `consul validate FILE…` checks files; `PUT /v1/agent/reload`, `consul
        reload` and SIGHUP apply what the column *reload* marks.

        Every key of the tables without `[]` in it has an environment variable: `PRAETOR_CONFIG_` and the key in upper case,
        with `_` for each dot. `tls.defaults.ca_file` is `PRAETOR_CONFIG_TLS_DEFAULTS_CA_FILE`. Lists are separated by commas,
        maps are `key=value` separated by commas, or either is JSON; lists of blocks are given as JSON under the key before
        the `[]`.

        This page is made of `config/src/main/java/io/praetor/config/*Fields.java`. Keys of Consul Enterprise are known and
        have no effect.
        """);
    Map<String, List<Field>> blocks =
        current.stream()
            .collect(
                Collectors.groupingBy(
                    ConfigurationReferenceTest::block, TreeMap::new, Collectors.toList()));
    blocks.forEach(
        (block, fields) -> table(out, block.isEmpty() ? "Top level" : "`" + block + "`", fields));
    table(out, "A service: `service`, `services[]`", Fields.SERVICE);
    table(out, "A check: `check`, `checks[]`, `service.check`, `service.checks[]`", Fields.CHECK);
    out.append("\n## Deprecated\n\nAccepted with a warning.\n\n| Key | Now |\n|---|---|\n");
    Fields.AGENT.stream()
        .filter(f -> f.replacement() != null || DeprecatedFields.ALL.contains(f))
        .sorted(Comparator.comparing(Field::key))
        .forEach(
            f ->
                out.append(
                    "| `%s` | %s |\n"
                        .formatted(
                            f.key(),
                            f.replacement() == null ? "no effect" : "`" + f.replacement() + "`")));
    return out.toString();
  }

  private static String block(Field field) {
    int dot = field.key().indexOf('.');
    return dot < 0 ? "" : field.key().substring(0, dot).replaceFirst("(\\[]|\\{})$", "");
  }

  private static void table(StringBuilder out, String title, List<Field> fields) {
    out.append("\n## ")
        .append(title)
        .append(
            "\n\n| Key | Type | Default | Flag | Reload | Meaning |\n|---|---|---|---|---|---|\n");
    fields.stream()
        .sorted(Comparator.comparing(Field::key))
        .forEach(field -> out.append(row(field)));
  }

  private static String row(Field field) {
    String fallback = field.fallback() == null ? "" : "`" + field.fallback() + "`";
    if (field.devFallback() != null) {
      fallback = (fallback + " `-dev`: `" + field.devFallback() + "`").strip();
    }
    String flags =
        field.flags().stream().map(flag -> "`-" + flag + "`").collect(Collectors.joining(" "));
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            field.key(),
            type(field.type()),
            fallback,
            flags,
            field.reloadable() ? "yes" : "",
            field.meaning().replace("|", "\\|"));
  }

  private static String type(FieldType type) {
    return switch (type) {
      case STRINGS -> "list of texts";
      case STRING_MAP -> "map of texts";
      case LIST_MAP -> "map of lists";
      case TREE -> "free block";
      case TREES -> "list of free blocks";
      case SERVICES -> "list of services";
      case CHECKS -> "list of checks";
      case TIME, NOTHING -> "nothing";
      case UINT, UINT32, UINT64, INT -> "number";
      case FLOAT -> "decimal";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }
}
