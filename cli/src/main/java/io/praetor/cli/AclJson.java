// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import java.util.List;
import java.util.Map;

/// The JSON forms of ACL objects as Consul's command line prints them: the answers of the agent in the
/// order and with the fields of its own records. Pure.
final class AclJson {
  private static final List<String> POLICY =
      List.of("ID", "Name", "Description", "Rules", "Datacenters", "Hash");
  private static final List<String> TOKEN_HEAD =
      List.of("CreateIndex", "ModifyIndex", "AccessorID", "SecretID", "Description");
  private static final List<String> TOKEN_TAIL =
      List.of(
          "Local",
          "AuthMethod",
          "ExpirationTTL",
          "ExpirationTime",
          "CreateTime",
          "Hash",
          "Namespace",
          "Partition",
          "AuthMethodNamespace");

  private AclJson() {}

  static Json policy(Json policy) {
    Json.Builder made = Json.object();
    for (String field : POLICY) {
      if (!field.equals("Rules") || policy.fields().containsKey(field)) {
        made.put(field, policy.at(field));
      }
    }
    return made.put("CreateIndex", policy.at("CreateIndex"))
        .put("ModifyIndex", policy.at("ModifyIndex"))
        .build();
  }

  static Json role(Json role) {
    Json.Builder made =
        Json.object()
            .put("ID", role.at("ID"))
            .put("Name", role.at("Name"))
            .put("Description", role.at("Description"));
    grants(role, made);
    return made.put("Hash", role.at("Hash"))
        .put("CreateIndex", role.at("CreateIndex"))
        .put("ModifyIndex", role.at("ModifyIndex"))
        .build();
  }

  static Json token(Json token) {
    Json.Builder made = Json.object();
    TOKEN_HEAD.forEach(field -> made.put(field, token.at(field)));
    grants(token, made);
    for (String field : TOKEN_TAIL) {
      if (token.fields().containsKey(field)) {
        made.put(field, token.at(field));
      }
    }
    return made.build();
  }

  /// A token with what its policies and roles stand for.
  static Json expanded(Json token) {
    Json.Builder made = Json.object();
    made.put("ExpandedPolicies", each(token.at("ExpandedPolicies"), AclJson::policy));
    made.put("ExpandedRoles", each(token.at("ExpandedRoles"), AclJson::role));
    for (String field :
        List.of(
            "NamespaceDefaultPolicyIDs",
            "NamespaceDefaultRoleIDs",
            "AgentACLDefaultPolicy",
            "AgentACLDownPolicy",
            "ResolvedByAgent")) {
      made.put(field, token.at(field));
    }
    for (Map.Entry<String, Json> field : token(token).fields().entrySet()) {
      made.put(field.getKey(), field.getValue());
    }
    return made.build();
  }

  /// All elements of a list in one of the forms.
  static Json each(Json list, java.util.function.UnaryOperator<Json> form) {
    return list.isNull() ? list : new Json.Arr(list.items().stream().map(form).toList());
  }

  private static void grants(Json holder, Json.Builder made) {
    for (String field : List.of("Policies", "Roles", "ServiceIdentities", "NodeIdentities")) {
      if (!holder.at(field).items().isEmpty()) {
        made.put(field, holder.at(field));
      }
    }
    if (!holder.at("TemplatedPolicies").items().isEmpty()) {
      made.put("TemplatedPolicies", each(holder.at("TemplatedPolicies"), AclJson::templated));
    }
  }

  private static Json templated(Json policy) {
    Json.Builder made = Json.object().put("TemplateName", policy.at("TemplateName"));
    String name = AclText.variable(policy);
    if (!policy.at("TemplateVariables").isNull()) {
      made.put("TemplateVariables", Json.object().put("Name", name).build());
    }
    if (!policy.at("Datacenters").items().isEmpty()) {
      made.put("Datacenters", policy.at("Datacenters"));
    }
    return made.build();
  }
}
