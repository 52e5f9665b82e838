// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `acl policy update`: changes the given parts of a policy, or with -no-merge all of it.
final class AclPolicyUpdateCommand extends ClientCommand {
  private final Flag<String> description = flags.string("description", "New description.");
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> id = flags.string("id", "Id of the policy, or the start of it.");
  private final Flag<String> name =
      flags.string("name", "Name of the policy, the new one together with -id.");
  private final Flag<Boolean> noMerge =
      flags.bool("no-merge", "Replace what is not given by nothing.");
  private final Flag<String> rules =
      flags.string("rules", "New rules, or @file, or - for standard input.");
  private final Flag<List<String>> datacenters =
      flags.strings(
          "valid-datacenter", "Datacenter where the policy counts; may be given several times.");

  AclPolicyUpdateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Change a policy";
  }

  @Override
  String usage() {
    return "acl policy update [options] [-id POLICYID] [-name NAME]";
  }

  @Override
  String details() {
    return "Changes the given parts of a policy.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (id.value().isEmpty() && name.value().isEmpty()) {
      throw new Failure("Must specify either the -id or -name parameters");
    }
    ApiClient agent = connect(terminal);
    String whole = AclPolicies.id(agent, id.value(), name.value());
    String text;
    try {
      text = new String(InputFiles.argument(terminal, rules.value()), StandardCharsets.UTF_8);
    } catch (Failure e) {
      throw new Failure("Error loading rules: " + e.text());
    }
    Json before =
        noMerge.value()
            ? Json.Null.NULL
            : asking(
                "Error reading policy " + GoQuote.quote(whole),
                () -> AclLookups.byId(agent, "policy", whole));
    Json policy =
        Json.object()
            .put("ID", whole)
            .put("Name", name.value().isEmpty() ? before.text("Name") : name.value())
            .put(
                "Description",
                description.value().isEmpty() ? before.text("Description") : description.value())
            .put("Rules", text.isEmpty() ? before.text("Rules") : text)
            .putUnlessEmpty(
                "Datacenters",
                datacenters.value().isEmpty()
                    ? before.at("Datacenters").texts()
                    : datacenters.value())
            .build();
    Json changed =
        asking(
            "Error updating policy " + GoQuote.quote(whole),
            agent.put("/v1/acl/policy/" + whole).json(policy)::fetch);
    return output.print(terminal, changed, AclJson::policy, AclText::policy);
  }
}
