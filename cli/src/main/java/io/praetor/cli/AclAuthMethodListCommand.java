// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl auth-method list`: all ways to log in.
final class AclAuthMethodListCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);

  AclAuthMethodListCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List all auth methods";
  }

  @Override
  String usage() {
    return "acl auth-method list [options]";
  }

  @Override
  String details() {
    return "Lists all auth methods.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Json methods =
        asking("Failed to retrieve the auth method list", agent.get("/v1/acl/auth-methods")::fetch);
    return output.print(terminal, methods, AclMethodText::methods);
  }
}
