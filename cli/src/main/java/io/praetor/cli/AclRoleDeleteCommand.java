// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl role delete`: removes a role, named or by its id.
final class AclRoleDeleteCommand extends ClientCommand {
  private final Flag<String> id = flags.string("id", "Id of the role, or the start of it.");
  private final Flag<String> name = flags.string("name", "Name of the role.");

  AclRoleDeleteCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Delete a role";
  }

  @Override
  String usage() {
    return "acl role delete [options] [-id ROLE] [-name NAME]";
  }

  @Override
  String details() {
    return "Deletes a role.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (id.value().isEmpty() && name.value().isEmpty()) {
      throw new Failure("Must specify the -id or -name parameters");
    }
    ApiClient agent = connect(terminal);
    String whole = AclRoles.id(agent, id.value(), name.value());
    telling(
        "Error deleting role " + GoQuote.quote(whole), agent.delete("/v1/acl/role/" + whole)::run);
    terminal.out().print("Role " + GoQuote.quote(whole) + " deleted successfully\n");
    return 0;
  }
}
