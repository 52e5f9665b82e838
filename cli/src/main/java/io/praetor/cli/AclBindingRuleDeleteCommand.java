// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl binding-rule delete`: removes a binding rule.
final class AclBindingRuleDeleteCommand extends ClientCommand {
  private final Flag<String> id = flags.string("id", "Id of the rule, or the start of it.");

  AclBindingRuleDeleteCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Delete a binding rule";
  }

  @Override
  String usage() {
    return "acl binding-rule delete -id ID [options]";
  }

  @Override
  String details() {
    return "Deletes a binding rule.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (id.value().isEmpty()) {
      throw new Failure("Must specify the -id parameter");
    }
    ApiClient agent = connect(terminal);
    String whole = AclMethods.ruleId(agent, id.value());
    telling(
        "Error deleting binding rule " + GoQuote.quote(whole),
        agent.delete("/v1/acl/binding-rule/" + whole)::run);
    terminal.out().print("Binding rule " + GoQuote.quote(whole) + " deleted successfully\n");
    return 0;
  }
}
