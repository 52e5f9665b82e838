// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `acl policy create`: makes a policy of rules.
final class AclPolicyCreateCommand extends ClientCommand {
  private final Flag<String> description =
      flags.string("description", "Description of the policy.");
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> name = flags.string("name", "Name of the policy.");
  private final Flag<String> rules =
      flags.string("rules", "The rules, or @file, or - for standard input.");
  private final Flag<List<String>> datacenters =
      flags.strings(
          "valid-datacenter", "Datacenter where the policy counts; may be given several times.");

  AclPolicyCreateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Make a policy";
  }

  @Override
  String usage() {
    return "acl policy create -name NAME [options]";
  }

  @Override
  String details() {
    return "Makes a policy:\n\n    $ consul acl policy create -name=readers -rules=@readers.hcl";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (name.value().isEmpty()) {
      return AclOutput.missing(terminal, this, "name");
    }
    String text;
    try {
      text = new String(InputFiles.argument(terminal, rules.value()), StandardCharsets.UTF_8);
    } catch (Failure e) {
      throw new Failure("Error loading rules: " + e.text());
    }
    ApiClient agent = connect(terminal);
    Json policy =
        Json.object()
            .put("Name", name.value())
            .put("Description", description.value())
            .put("Rules", text)
            .putUnlessEmpty("Datacenters", datacenters.value())
            .build();
    Json made =
        asking("Failed to create new policy", agent.put("/v1/acl/policy").json(policy)::fetch);
    return output.print(terminal, made, AclJson::policy, AclText::policy);
  }
}
