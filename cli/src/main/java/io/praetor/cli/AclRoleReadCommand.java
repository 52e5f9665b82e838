// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl role read`: shows one role.
final class AclRoleReadCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> id = flags.string("id", "Id of the role, or the start of it.");
  private final Flag<String> name = flags.string("name", "Name of the role.");

  AclRoleReadCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show a role";
  }

  @Override
  String usage() {
    return "acl role read [options] [-id ROLEID] [-name NAME]";
  }

  @Override
  String details() {
    return "Shows a role with what it grants.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (id.value().isEmpty() && name.value().isEmpty()) {
      throw new Failure("Must specify either the -id or -name parameters");
    }
    ApiClient agent = connect(terminal);
    Json role;
    if (id.value().isEmpty()) {
      role =
          asking(
              "Error reading role " + GoQuote.quote(name.value()),
              () -> AclLookups.byName(agent, "role", name.value()));
    } else {
      String whole = AclRoles.id(agent, id.value(), "");
      role =
          asking(
              "Error reading role " + GoQuote.quote(whole),
              () -> AclLookups.byId(agent, "role", whole));
    }
    if (role.isNull()) {
      throw new Failure(
          id.value().isEmpty()
              ? "Role not found with name " + GoQuote.quote(name.value())
              : "Role not found with ID " + GoQuote.quote(id.value()));
    }
    return output.print(
        terminal, role, AclJson::role, (value, meta) -> AclText.role(value, meta) + "\n");
  }
}
