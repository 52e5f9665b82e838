// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl binding-rule list`: all binding rules, or those of one auth method.
final class AclBindingRuleListCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> method = flags.string("method", "Only rules of this auth method.");

  AclBindingRuleListCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List binding rules";
  }

  @Override
  String usage() {
    return "acl binding-rule list [options]";
  }

  @Override
  String details() {
    return "Lists all binding rules.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Json rules =
        asking(
            "Failed to retrieve the binding rule list",
            agent.get("/v1/acl/binding-rules").queryUnlessEmpty("authmethod", method.value())
                ::fetch);
    return output.print(
        terminal, rules, list -> AclJson.each(list, AclMethodText::ruleJson), AclMethodText::rules);
  }
}
