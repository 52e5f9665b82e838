// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;
import java.util.Map;

/// `acl binding-rule update`: changes the given parts of a binding rule.
final class AclBindingRuleUpdateCommand extends ClientCommand {
  private final Flag<String> bindName =
      flags.string("bind-name", "Name to bind; may hold ${variables} of the login.");
  private final Flag<String> bindType =
      flags.string("bind-type", "What to bind: service, node, role, policy or templated-policy.");
  private final Flag<Map<String, String>> bindVars =
      flags.pairs(
          "bind-vars", "Variable of a templated-policy, NAME=VALUE; may be given several times.");
  private final Flag<String> description = flags.string("description", "Description of the rule.");
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> id = flags.string("id", "Id of the rule, or the start of it.");
  private final Flag<Boolean> noMerge =
      flags.bool("no-merge", "Replace the whole rule instead of changing parts of it.");
  private final Flag<String> selector =
      flags.string("selector", "Which logins the rule is for, an expression; all unless given.");

  AclBindingRuleUpdateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Change a binding rule";
  }

  @Override
  String usage() {
    return "acl binding-rule update -id ID [options]";
  }

  @Override
  String details() {
    return "Changes the given parts of a binding rule.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (id.value().isEmpty()) {
      throw new Failure("Cannot update a binding rule without specifying the -id parameter");
    }
    ApiClient agent = connect(terminal);
    Json current = AclMethods.rule(agent, id.value());
    if (noMerge.value() && bindName.value().isEmpty()) {
      return AclOutput.missing(terminal, this, "bind-name");
    }
    Json before = noMerge.value() ? Json.Null.NULL : current;
    Json.Builder rule =
        Json.object()
            .put("ID", current.text("ID"))
            .put("AuthMethod", current.text("AuthMethod"))
            .put("Description", or(description, before.text("Description")))
            .put("BindType", or(bindType, noMerge.value() ? "service" : before.text("BindType")))
            .put("BindName", or(bindName, before.text("BindName")))
            .put("Selector", or(selector, before.text("Selector")));
    if (!bindVars.value().isEmpty()) {
      rule.putUnlessEmpty("BindVars", bindVars.value());
    } else if (!before.at("BindVars").isNull()) {
      rule.put("BindVars", before.at("BindVars"));
    }
    Json changed =
        asking(
            "Error updating binding rule " + GoQuote.quote(current.text("ID")),
            agent.put("/v1/acl/binding-rule/" + current.text("ID")).json(rule.build())::fetch);
    return output.print(terminal, changed, AclMethodText::ruleJson, AclMethodText::rule);
  }

  private static String or(Flag<String> flag, String fallback) {
    return flag.value().isEmpty() ? fallback : flag.value();
  }
}
