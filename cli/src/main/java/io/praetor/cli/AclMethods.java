// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;

/// Finds auth methods by name and binding rules by the start of their id.
final class AclMethods {
  private AclMethods() {}

  static Json method(ApiClient agent, String name) throws Failure {
    Json method =
        ClientCommand.asking(
            "Error reading auth method " + GoQuote.quote(name),
            () -> AclLookups.byId(agent, "auth-method", name));
    if (method.isNull()) {
      throw new Failure("Auth method not found with name " + GoQuote.quote(name));
    }
    return method;
  }

  /// The whole id of a rule.
  static String ruleId(ApiClient agent, String start) throws Failure {
    try {
      return AclLookups.id(agent, "/v1/acl/binding-rules", "ID", "rule", start);
    } catch (ApiError e) {
      throw new Failure("Error determining binding rule ID: " + e.text());
    } catch (Failure e) {
      throw new Failure(
          "Error determining binding rule ID: "
              + e.text().replaceFirst("^No such", "no such")
              + ": ACL not found");
    }
  }

  static Json rule(ApiClient agent, String start) throws Failure {
    String id = ruleId(agent, start);
    Json rule =
        ClientCommand.asking(
            "Error reading binding rule " + GoQuote.quote(id),
            () -> AclLookups.byId(agent, "binding-rule", id));
    if (rule.isNull()) {
      throw new Failure("Binding rule not found with ID " + GoQuote.quote(id));
    }
    return rule;
  }
}
