// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import java.util.List;

/// The pretty form of a token with the rules of all that it is linked to. Pure.
final class AclExpanded {
  private static final String MADE = "synthetic policy generated from templated policy: ";

  private final StringBuilder text = new StringBuilder();
  private final Json token;

  private AclExpanded(Json token) {
    this.token = token;
  }

  static String token(Json token, boolean meta) {
    AclExpanded shown = new AclExpanded(token);
    shown.text.append(AclText.tokenHead(token, meta));
    shown.grants(token, "");
    shown.roles();
    shown.defaults();
    return shown.text.append('\n').toString();
  }

  private void roles() {
    List<Json> links = token.at("Roles").items();
    if (links.isEmpty()) {
      return;
    }
    text.append("Roles:\n");
    for (Json link : links) {
      for (Json role : token.at("ExpandedRoles").items()) {
        if (role.text("ID").equals(link.text("ID"))) {
          text.append("\tRole Name: ").append(role.text("Name"));
          text.append("\n\t\tID: ").append(role.text("ID"));
          text.append("\n\t\tDescription: ").append(role.text("Description")).append('\n');
          grants(role, "\t\t");
        }
      }
    }
  }

  private void grants(Json holder, String margin) {
    title(holder, "Policies", "Policies:", margin);
    for (Json link : holder.at("Policies").items()) {
      for (Json policy : token.at("ExpandedPolicies").items()) {
        if (policy.text("ID").equals(link.text("ID"))) {
          line(margin, 1, "Policy Name: " + policy.text("Name"));
          line(margin, 2, "ID: " + policy.text("ID"));
          rules(policy, margin);
        }
      }
    }
    title(holder, "ServiceIdentities", "Service Identities:", margin);
    for (Json identity : holder.at("ServiceIdentities").items()) {
      String name = identity.text("ServiceName");
      line(margin, 1, "Name: " + name + " (Datacenters: " + AclText.datacenters(identity) + ")");
      rules(made("builtin/service", name), margin);
    }
    title(holder, "NodeIdentities", "Node Identities:", margin);
    for (Json identity : holder.at("NodeIdentities").items()) {
      String name = identity.text("NodeName");
      line(margin, 1, "Name: " + name + " (Datacenter: " + identity.text("Datacenter") + ")");
      rules(made("builtin/node", name), margin);
    }
    title(holder, "TemplatedPolicies", "Templated Policies:", margin);
    for (Json policy : holder.at("TemplatedPolicies").items()) {
      String name = AclText.variable(policy);
      line(margin, 1, policy.text("TemplateName"));
      if (!name.isEmpty()) {
        line(margin, 2, "Name: " + name);
      }
      line(margin, 2, "Datacenters: " + AclText.datacenters(policy));
      rules(made(policy.text("TemplateName"), name), margin);
    }
  }

  /// The policy that a template made for a name; the answer does not say which, so its rules are looked
  /// at.
  private Json made(String template, String name) {
    for (Json policy : token.at("ExpandedPolicies").items()) {
      boolean named = name.isEmpty() || policy.text("Rules").contains(" \"" + name + "\" {");
      if (named && policy.text("Description").equals(MADE + template)) {
        return policy;
      }
    }
    return Json.Null.NULL;
  }

  private void title(Json holder, String field, String title, String margin) {
    if (!holder.at(field).items().isEmpty()) {
      line(margin, 0, title);
    }
  }

  private void rules(Json policy, String margin) {
    line(margin, 2, "Description: " + policy.text("Description"));
    line(margin, 2, "Rules:");
    policy.text("Rules").strip().lines().forEach(rule -> line(margin, 3, rule));
    text.append('\n');
  }

  private void line(String margin, int depth, String content) {
    text.append(margin).append("\t".repeat(depth)).append(content).append('\n');
  }

  private void defaults() {
    text.append(
        """
        === End of Authorizer Layer 0: Token ===
        === Start of Authorizer Layer 2: Agent Configuration Defaults (Inherited) ===
        Description: Defined at request-time by the agent that resolves the ACL token; other agents may have different configuration defaults
        """);
    text.append("Resolved By Agent: \"").append(token.text("ResolvedByAgent")).append("\"\n\n");
    text.append("Default Policy: ").append(token.text("AgentACLDefaultPolicy"));
    text.append(
        "\n\tDescription: Backstop rule used if no preceding layer has a matching rule (refer to default_policy option in agent configuration)\n\n");
    text.append("Down Policy: ").append(token.text("AgentACLDownPolicy"));
    text.append(
        "\n\tDescription: Defines what to do if this Token's information cannot be read from the primary_datacenter (refer to down_policy option in agent configuration)\n\n");
  }
}
