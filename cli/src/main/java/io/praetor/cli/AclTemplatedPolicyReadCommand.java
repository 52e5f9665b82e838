// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl templated-policy read`: shows one built-in template and its variables.
final class AclTemplatedPolicyReadCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> name = flags.string("name", "Name of the template.");

  AclTemplatedPolicyReadCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show a templated policy";
  }

  @Override
  String usage() {
    return "acl templated-policy read [options] -name NAME";
  }

  @Override
  String details() {
    return "Shows a built-in template for policies and what it needs.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (name.value().isEmpty()) {
      throw new Failure("Must specify the -name parameter");
    }
    ApiClient agent = connect(terminal);
    Json template =
        asking(
            "Error reading templated policy " + GoQuote.quote(name.value()),
            agent.get("/v1/acl/templated-policy/name/" + name.value())::fetch);
    return output.print(terminal, template, AclTemplatedPolicyReadCommand::pretty);
  }

  static String pretty(Json template, boolean meta) {
    String name = template.text("TemplateName");
    String variable =
        switch (name) {
          case "builtin/service" -> "The name of the service.";
          case "builtin/node" -> "The node name.";
          case "builtin/api-gateway" -> "The api gateway service name.";
          default -> "";
        };
    boolean named = template.text("Schema").contains("\"name\"");
    String example =
        switch (name) {
          case "builtin/service" -> "api";
          case "builtin/node" -> "node-1";
          default -> name.substring(name.indexOf('/') + 1);
        };
    return "Name:            "
        + name
        + "\nDescription:     "
        + template.text("Description")
        + "\nInput variables:"
        + (named ? "\n\tName: String - Required - " + variable : " None")
        + "\nExample usage:\n\tconsul acl token create -templated-policy "
        + name
        + (named ? " -var name:" + example : "")
        + "\n"
        + (meta ? "Raw Template:\n" + template.text("Template") + "\n" : "")
        + "\n";
  }
}
