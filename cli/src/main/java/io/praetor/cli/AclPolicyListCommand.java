// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl policy list`: all policies, without their rules.
final class AclPolicyListCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);

  AclPolicyListCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List all policies";
  }

  @Override
  String usage() {
    return "acl policy list [options]";
  }

  @Override
  String details() {
    return "Lists all policies.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Json policies =
        asking("Failed to retrieve the policy list", agent.get("/v1/acl/policies")::fetch);
    return output.print(
        terminal,
        policies,
        list -> AclJson.each(list, AclJson::policy),
        AclPolicyListCommand::pretty);
  }

  private static String pretty(Json policies, boolean meta) {
    StringBuilder text = new StringBuilder();
    policies.items().forEach(policy -> text.append(AclText.policyInList(policy, meta)));
    return text.append('\n').toString();
  }
}
