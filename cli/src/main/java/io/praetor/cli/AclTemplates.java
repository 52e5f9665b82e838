// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.config.SyntaxException;
import io.praetor.config.TextTree;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The flags that name templated policies: one by name with variables, or several in a file.
final class AclTemplates {
  private static final String BLOCK = "TemplatedPolicy";

  private final Flag<String> name;
  private final Flag<String> file;
  private final Flag<List<String>> variables;

  /// @param prefix what stands before the names: empty, `append-` or `replace-`
  /// @param variables see {@link #variables}, shared by all that a command has
  AclTemplates(Flags flags, String prefix, Flag<List<String>> variables) {
    this(
        flags.string(prefix + "templated-policy", "Name of a templated policy; see -var."),
        flags.string(
            prefix + "templated-policy-file",
            "File in HCL or JSON with templated policies and their variables."),
        variables);
  }

  private AclTemplates(Flag<String> name, Flag<String> file, Flag<List<String>> variables) {
    this.name = name;
    this.file = file;
    this.variables = variables;
  }

  /// With the names that a command for templated policies alone gives them.
  static AclTemplates named(Flag<String> name, Flag<String> file, Flag<List<String>> variables) {
    return new AclTemplates(name, file, variables);
  }

  static Flag<List<String>> variables(Flags flags) {
    return flags.strings(
        "var", "Variable of the templated policy, NAME:VALUE; may be given several times.");
  }

  boolean isEmpty() {
    return name.value().isEmpty() && file.value().isEmpty();
  }

  boolean areBothGiven() {
    return !name.value().isEmpty() && !file.value().isEmpty();
  }

  /// A file has its own names.
  void checkOne(String what) throws Failure {
    if (areBothGiven()) {
      throw new Failure(
          "Cannot combine the use of templated-policy flag with templated-policy-file. To create a "
              + what
              + " with a single templated policy and simple use case, use -templated-policy. For multiple templated policies and more complicated use cases, use -templated-policy-file");
    }
  }

  /// To add and to replace at once makes no sense.
  static void checkApart(AclTemplates added, AclTemplates replaced) throws Failure {
    if (!added.isEmpty() && !replaced.isEmpty()) {
      throw new Failure(
          "Cannot combine the use of -append-templated-policy flags with replace-templated-policy. To set or overwrite existing templated policies, use -replace-templated-policy or -replace-templated-policy-file. To append to existing templated policies, use -append-templated-policy or -append-templated-policy-file.");
    }
  }

  /// What there is after adding or replacing.
  static List<Json> after(List<Json> before, List<Json> added, List<Json> replaced) {
    if (!replaced.isEmpty()) {
      return replaced;
    }
    List<Json> all = new ArrayList<>(before);
    all.addAll(added);
    return all;
  }

  /// The templated policies that the flags name.
  List<Json> policies(Terminal terminal) throws Failure {
    if (!file.value().isEmpty()) {
      return ofText(fileText(terminal));
    }
    if (name.value().isEmpty()) {
      return List.of();
    }
    Map<String, String> values = new TreeMap<>();
    for (String variable : variables.value()) {
      int colon = variable.indexOf(':');
      if (colon < 0) {
        throw new Failure(
            "malformed -var argument: "
                + GoQuote.quote(variable)
                + ", expecting VariableName:Value");
      }
      values.put(variable.substring(0, colon), variable.substring(colon + 1));
    }
    return List.of(policy(name.value(), values));
  }

  private String fileText(Terminal terminal) throws Failure {
    try {
      return InputFiles.text(terminal, file.value());
    } catch (Failure e) {
      throw new Failure("Failed to read file: " + e.text());
    }
  }

  /// The blocks `TemplatedPolicy "name" { Variable = "value" }` of a text.
  static List<Json> ofText(String text) throws Failure {
    Map<String, @Nullable Object> tree;
    try {
      tree = TextTree.read(text);
    } catch (SyntaxException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
    List<Json> policies = new ArrayList<>();
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      if (!BLOCK.equalsIgnoreCase(String.valueOf(entry.getKey()))) {
        throw new Failure("invalid key: " + entry.getKey() + ", expecting " + BLOCK);
      }
      for (Map<?, ?> labels : maps(entry.getValue())) {
        for (Map.Entry<?, ?> label : labels.entrySet()) {
          for (Map<?, ?> body : maps(label.getValue())) {
            policies.add(policy(String.valueOf(label.getKey()), texts(body)));
          }
        }
      }
    }
    return policies;
  }

  private static List<Map<?, ?>> maps(@Nullable Object value) {
    List<Map<?, ?>> maps = new ArrayList<>();
    switch (value) {
      case List<?> list -> list.forEach(element -> maps.addAll(maps(element)));
      case Map<?, ?> map -> maps.add(map);
      case null, default -> {
        // Neither a block nor a list of them names anything.
      }
    }
    return maps;
  }

  private static Map<String, String> texts(Map<?, ?> body) {
    Map<String, String> values = new TreeMap<>();
    body.forEach(
        (key, value) -> {
          if (value instanceof String text) {
            values.put(String.valueOf(key), text);
          }
        });
    return values;
  }

  /// The only variable that Consul's templates have is the name, whatever its case.
  private static Json policy(String name, Map<String, String> values) {
    Map<String, String> lower = new TreeMap<>();
    values.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
    String named = lower.getOrDefault("name", "");
    Json.Builder policy = Json.object().put("TemplateName", name);
    if (!values.isEmpty()) {
      policy.put("TemplateVariables", Json.object().put("Name", named).build());
    }
    return policy.build();
  }
}
