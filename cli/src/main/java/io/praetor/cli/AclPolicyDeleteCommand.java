// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl policy delete`: removes a policy, named or by its id.
final class AclPolicyDeleteCommand extends ClientCommand {
  private final Flag<String> id = flags.string("id", "Id of the policy, or the start of it.");
  private final Flag<String> name = flags.string("name", "Name of the policy.");

  AclPolicyDeleteCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Delete a policy";
  }

  @Override
  String usage() {
    return "acl policy delete [options] [-id POLICY] [-name NAME]";
  }

  @Override
  String details() {
    return "Deletes a policy.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (id.value().isEmpty() && name.value().isEmpty()) {
      throw new Failure("Must specify either the -id or -name parameters");
    }
    ApiClient agent = connect(terminal);
    String whole = AclPolicies.id(agent, id.value(), name.value());
    telling(
        "Error deleting policy " + GoQuote.quote(whole),
        agent.delete("/v1/acl/policy/" + whole)::run);
    terminal.out().print("Policy " + GoQuote.quote(whole) + " deleted successfully\n");
    return 0;
  }
}
