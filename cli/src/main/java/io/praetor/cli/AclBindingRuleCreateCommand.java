// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;
import java.util.Map;

/// `acl binding-rule create`: says what a login is bound to.
final class AclBindingRuleCreateCommand extends ClientCommand {
  private final Flag<String> bindName =
      flags.string("bind-name", "Name to bind; may hold ${variables} of the login.");
  private final Flag<String> bindType =
      flags.string(
          "bind-type", "service", "What to bind: service, node, role, policy or templated-policy.");
  private final Flag<Map<String, String>> bindVars =
      flags.pairs(
          "bind-vars", "Variable of a templated-policy, NAME=VALUE; may be given several times.");
  private final Flag<String> description = flags.string("description", "Description of the rule.");
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> method = flags.string("method", "Auth method of the rule.");
  private final Flag<String> selector =
      flags.string("selector", "Which logins the rule is for, an expression; all unless given.");

  AclBindingRuleCreateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Make a binding rule";
  }

  @Override
  String usage() {
    return "acl binding-rule create [options]";
  }

  @Override
  String details() {
    return "Makes a rule that binds logins of an auth method to something:\n\n    $ consul acl binding-rule create -method=ci -bind-type=service -bind-name=web";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (method.value().isEmpty()) {
      return AclOutput.missing(terminal, this, "method");
    }
    if (bindName.value().isEmpty()) {
      return AclOutput.missing(terminal, this, "bind-name");
    }
    Json rule =
        Json.object()
            .put("Description", description.value())
            .put("AuthMethod", method.value())
            .put("BindType", bindType.value())
            .put("BindName", bindName.value())
            .putUnlessEmpty("BindVars", bindVars.value())
            .put("Selector", selector.value())
            .build();
    ApiClient agent = connect(terminal);
    Json made =
        asking(
            "Failed to create new binding rule",
            agent.put("/v1/acl/binding-rule").json(rule)::fetch);
    return output.print(terminal, made, AclMethodText::ruleJson, AclMethodText::rule);
  }
}
