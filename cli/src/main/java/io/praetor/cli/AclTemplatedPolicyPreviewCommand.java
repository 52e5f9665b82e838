// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl templated-policy preview`: shows the policy that a template and its variables make.
final class AclTemplatedPolicyPreviewCommand extends ClientCommand {
  private final Flag<String> file =
      flags.string("file", "File in HCL or JSON with one templated policy and its variables.");
  private final AclOutput output = AclOutput.withoutMeta(flags);
  private final Flag<String> name = flags.string("name", "Name of the template; see -var.");
  private final AclTemplates templates =
      AclTemplates.named(name, file, AclTemplates.variables(flags));

  AclTemplatedPolicyPreviewCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show the policy that a template makes";
  }

  @Override
  String usage() {
    return "acl templated-policy preview [options]";
  }

  @Override
  String details() {
    return "Shows the rules that a template makes of its variables:\n\n    $ consul acl templated-policy preview -name=builtin/service -var=name:api";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (templates.isEmpty()) {
      throw new Failure("Cannot preview a templated policy without specifying -name or -file");
    }
    List<Json> wanted = templates.areBothGiven() ? List.of() : templates.policies(terminal);
    if (wanted.size() != 1) {
      throw new Failure("Can only preview a single templated policy at a time.");
    }
    ApiClient agent = connect(terminal);
    Json policy = wanted.getFirst();
    Json preview =
        asking(
            "Failed to generate the templated policy preview",
            agent
                    .post("/v1/acl/templated-policy/preview/" + policy.text("TemplateName"))
                    .json(policy.at("TemplateVariables"))
                ::fetch);
    return output.print(terminal, preview, AclJson::policy, AclText::policy);
  }
}
