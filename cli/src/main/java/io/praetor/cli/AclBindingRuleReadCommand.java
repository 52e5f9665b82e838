// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import java.util.List;

/// `acl binding-rule read`: shows a binding rule.
final class AclBindingRuleReadCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> id = flags.string("id", "Id of the rule, or the start of it.");

  AclBindingRuleReadCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show a binding rule";
  }

  @Override
  String usage() {
    return "acl binding-rule read -id ID [options]";
  }

  @Override
  String details() {
    return "Shows a binding rule.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (id.value().isEmpty()) {
      throw new Failure("Must specify the -id parameter.");
    }
    ApiClient agent = connect(terminal);
    return output.print(
        terminal, AclMethods.rule(agent, id.value()), AclMethodText::ruleJson, AclMethodText::rule);
  }
}
