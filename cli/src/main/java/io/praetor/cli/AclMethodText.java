// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;

/// The pretty forms of auth methods and binding rules, for single objects and, indented, in lists. Pure.
final class AclMethodText {
  private AclMethodText() {}

  static String method(Json method, boolean meta) {
    StringBuilder text = new StringBuilder();
    text.append("Name:          ").append(method.text("Name"));
    text.append("\nType:          ").append(method.text("Type"));
    unlessEmpty(text, "\nDisplayName:   ", method.text("DisplayName"));
    text.append("\nDescription:   ").append(method.text("Description"));
    unlessEmpty(text, "\nMaxTokenTTL:   ", method.text("MaxTokenTTL"));
    unlessEmpty(text, "\nTokenLocality: ", method.text("TokenLocality"));
    if (meta) {
      text.append("\nCreate Index:  ").append(method.at("CreateIndex").literal());
      text.append("\nModify Index:  ").append(method.at("ModifyIndex").literal());
    }
    return text.append("\nConfig:\n")
        .append(JsonWriter.indented(method.at("Config"), "  "))
        .append('\n')
        .toString();
  }

  static String methods(Json methods, boolean meta) {
    StringBuilder text = new StringBuilder();
    for (Json method : methods.items()) {
      text.append(method.text("Name")).append(":\n");
      text.append("   Type:         ").append(method.text("Type"));
      unlessEmpty(text, "\n   DisplayName:  ", method.text("DisplayName"));
      text.append("\n   Description:  ").append(method.text("Description")).append('\n');
      if (meta) {
        text.append(indexes(method).indent(3));
      }
    }
    return text.append('\n').toString();
  }

  static String rule(Json rule, boolean meta) {
    return "ID:           " + rule.text("ID") + "\n" + body(rule, meta, "     - ") + "\n";
  }

  static String rules(Json rules, boolean meta) {
    StringBuilder text = new StringBuilder();
    for (Json rule : rules.items()) {
      text.append(rule.text("ID")).append(":\n");
      text.append(body(rule, meta, "   - ").indent(3));
    }
    return text.append('\n').toString();
  }

  private static String body(Json rule, boolean meta, String bullet) {
    StringBuilder text = new StringBuilder();
    text.append("AuthMethod:   ").append(rule.text("AuthMethod"));
    text.append("\nDescription:  ").append(rule.text("Description"));
    text.append("\nBindType:     ").append(rule.text("BindType"));
    text.append("\nBindName:     ").append(rule.text("BindName"));
    String name = variable(rule);
    if (!name.isEmpty()) {
      text.append("\nBindVars:     \n").append(bullet).append("Name: ").append(name);
    }
    text.append("\nSelector:     ").append(rule.text("Selector")).append('\n');
    return (meta ? text.append(indexes(rule)) : text).toString();
  }

  private static String variable(Json rule) {
    Json variables = rule.at("BindVars");
    return variables.text("name").isEmpty() ? variables.text("Name") : variables.text("name");
  }

  /// A rule as Consul's own record of it prints.
  static Json ruleJson(Json rule) {
    Json.Builder made = Json.object();
    for (String field :
        new String[] {"ID", "Description", "AuthMethod", "Selector", "BindType", "BindName"}) {
      made.put(field, rule.text(field));
    }
    String name = variable(rule);
    if (!name.isEmpty()) {
      made.put("BindVars", Json.object().put("Name", name).build());
    }
    return made.put("CreateIndex", rule.at("CreateIndex"))
        .put("ModifyIndex", rule.at("ModifyIndex"))
        .build();
  }

  private static String indexes(Json object) {
    return "Create Index: "
        + object.at("CreateIndex").literal()
        + "\nModify Index: "
        + object.at("ModifyIndex").literal()
        + "\n";
  }

  private static void unlessEmpty(StringBuilder text, String label, String value) {
    if (!value.isEmpty()) {
      text.append(label).append(value);
    }
  }
}
