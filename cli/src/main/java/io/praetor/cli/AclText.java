// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import java.util.Base64;
import java.util.List;

/// The pretty forms of policies, roles and tokens, for single objects and, indented, in lists.
final class AclText {
  private AclText() {}

  static String policy(Json policy, boolean meta) {
    StringBuilder text = new StringBuilder();
    text.append("ID:           ").append(policy.text("ID"));
    text.append("\nName:         ").append(policy.text("Name"));
    text.append("\nDescription:  ").append(policy.text("Description"));
    text.append("\nDatacenters:  ")
        .append(String.join(", ", policy.at("Datacenters").texts()))
        .append('\n');
    if (meta) {
      text.append(metadata(policy, 14));
    }
    return text.append("Rules:\n").append(policy.text("Rules")).append('\n').toString();
  }

  static String policyInList(Json policy, boolean meta) {
    StringBuilder text = new StringBuilder(policy.text("Name")).append(":\n");
    text.append("   ID:           ").append(policy.text("ID"));
    text.append("\n   Description:  ").append(policy.text("Description"));
    text.append("\n   Datacenters:  ")
        .append(String.join(", ", policy.at("Datacenters").texts()))
        .append('\n');
    return (meta ? text.append(metadata(policy, 14).indent(3)) : text).toString();
  }

  /// Hash and indexes, with values that start at a column.
  static String metadata(Json object, int column) {
    return padded("Hash:", column)
        + hash(object.text("Hash"))
        + "\n"
        + padded("Create Index:", column)
        + object.at("CreateIndex").literal()
        + "\n"
        + padded("Modify Index:", column)
        + object.at("ModifyIndex").literal()
        + "\n";
  }

  private static String padded(String name, int column) {
    return name + " ".repeat(Math.max(1, column - name.length()));
  }

  private static String hash(String base64) {
    return java.util.HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }

  static String role(Json role, boolean meta) {
    return "ID:           "
        + role.text("ID")
        + "\nName:         "
        + role.text("Name")
        + "\nDescription:  "
        + role.text("Description")
        + "\n"
        + (meta ? metadata(role, 14) : "")
        + grants(role);
  }

  static String roleInList(Json role, boolean meta) {
    String body =
        "ID:           "
            + role.text("ID")
            + "\nDescription:  "
            + role.text("Description")
            + "\n"
            + (meta ? metadata(role, 14) : "")
            + grants(role);
    return role.text("Name") + ":\n" + body.indent(3);
  }

  static String token(Json token, boolean meta) {
    return tokenHead(token, meta) + grants(token);
  }

  /// A token without what it is linked to.
  static String tokenHead(Json token, boolean meta) {
    StringBuilder text = new StringBuilder();
    text.append("AccessorID:       ").append(token.text("AccessorID"));
    text.append("\nSecretID:         ").append(token.text("SecretID"));
    text.append("\nDescription:      ").append(token.text("Description"));
    text.append("\nLocal:            ").append(token.at("Local").truth()).append('\n');
    if (!token.text("AuthMethod").isEmpty()) {
      text.append("Auth Method:      ").append(token.text("AuthMethod"));
      text.append(" (Namespace: ").append(token.text("AuthMethodNamespace")).append(")\n");
    }
    text.append("Create Time:      ").append(GoTimes.plain(token.text("CreateTime"))).append('\n');
    if (!token.text("ExpirationTime").isEmpty()) {
      text.append("Expiration Time:  ")
          .append(GoTimes.plain(token.text("ExpirationTime")))
          .append('\n');
    }
    if (meta) {
      text.append(metadata(token, 18));
    }
    return text.toString();
  }

  /// What a role or token is linked to.
  static String grants(Json holder) {
    StringBuilder text = new StringBuilder();
    section(
        text,
        "Policies:",
        holder.at("Policies"),
        link -> link.text("ID") + " - " + link.text("Name"));
    section(
        text, "Roles:", holder.at("Roles"), link -> link.text("ID") + " - " + link.text("Name"));
    section(
        text,
        "Service Identities:",
        holder.at("ServiceIdentities"),
        identity -> identity.text("ServiceName") + " (Datacenters: " + datacenters(identity) + ")");
    section(
        text,
        "Node Identities:",
        holder.at("NodeIdentities"),
        identity ->
            identity.text("NodeName") + " (Datacenter: " + identity.text("Datacenter") + ")");
    section(text, "Templated Policies:", holder.at("TemplatedPolicies"), AclText::templated);
    return text.toString();
  }

  private static String templated(Json policy) {
    String name = variable(policy);
    return policy.text("TemplateName")
        + (name.isEmpty() ? "" : "\n      Name: " + name)
        + "\n      Datacenters: "
        + datacenters(policy);
  }

  /// The one variable that templates have, whose name the agent writes in lower case.
  static String variable(Json policy) {
    Json variables = policy.at("TemplateVariables");
    return variables.text("name").isEmpty() ? variables.text("Name") : variables.text("name");
  }

  static String datacenters(Json of) {
    List<String> names = of.at("Datacenters").texts();
    return names.isEmpty() ? "all" : String.join(", ", names);
  }

  private static void section(
      StringBuilder text,
      String title,
      Json links,
      java.util.function.Function<Json, String> shown) {
    if (!links.items().isEmpty()) {
      text.append(title).append('\n');
      links.items().forEach(link -> text.append("   ").append(shown.apply(link)).append('\n'));
    }
  }
}
