// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;
import java.util.TreeMap;

/// `acl templated-policy list`: the names of the built-in templates.
final class AclTemplatedPolicyListCommand extends ClientCommand {
  private final AclOutput output = AclOutput.withoutMeta(flags);

  AclTemplatedPolicyListCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List the templated policies";
  }

  @Override
  String usage() {
    return "acl templated-policy list [options]";
  }

  @Override
  String details() {
    return "Lists the names of the built-in templates for policies.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Json templates =
        asking(
            "Failed to retrieve the templated policies list",
            agent.get("/v1/acl/templated-policies")::fetch);
    return output.print(
        terminal,
        templates,
        (value, meta) -> String.join("\n", new TreeMap<>(value.fields()).keySet()) + "\n\n");
  }
}
