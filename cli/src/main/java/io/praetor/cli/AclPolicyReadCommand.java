// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl policy read`: shows one policy with its rules.
final class AclPolicyReadCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> id = flags.string("id", "Id of the policy, or the start of it.");
  private final Flag<String> name = flags.string("name", "Name of the policy.");

  AclPolicyReadCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show a policy";
  }

  @Override
  String usage() {
    return "acl policy read [options] [-id POLICYID] [-name NAME]";
  }

  @Override
  String details() {
    return "Shows a policy with its rules.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (id.value().isEmpty() && name.value().isEmpty()) {
      throw new Failure("Must specify either the -id or -name parameters");
    }
    ApiClient agent = connect(terminal);
    return output.print(terminal, find(agent), AclJson::policy, AclText::policy);
  }

  private Json find(ApiClient agent) throws Failure {
    if (!id.value().isEmpty()) {
      String whole = AclPolicies.id(agent, id.value(), "");
      Json policy =
          asking(
              "Error reading policy " + GoQuote.quote(whole),
              () -> AclLookups.byId(agent, "policy", whole));
      if (policy.isNull()) {
        throw new Failure("Policy not found with ID " + GoQuote.quote(whole));
      }
      return policy;
    }
    Json policy =
        asking(
            "Error reading policy with name " + GoQuote.quote(name.value()),
            () -> AclLookups.byName(agent, "policy", name.value()));
    if (policy.isNull()) {
      throw new Failure("Error policy not found: " + name.value());
    }
    return policy;
  }
}
