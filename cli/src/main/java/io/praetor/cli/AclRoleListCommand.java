// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl role list`: all roles with what they grant.
final class AclRoleListCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);

  AclRoleListCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List all roles";
  }

  @Override
  String usage() {
    return "acl role list [options]";
  }

  @Override
  String details() {
    return "Lists all roles.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Json roles = asking("Failed to retrieve the role list", agent.get("/v1/acl/roles")::fetch);
    return output.print(
        terminal, roles, list -> AclJson.each(list, AclJson::role), AclRoleListCommand::pretty);
  }

  private static String pretty(Json roles, boolean meta) {
    StringBuilder text = new StringBuilder();
    roles.items().forEach(role -> text.append(AclText.roleInList(role, meta)));
    return text.append('\n').toString();
  }
}
