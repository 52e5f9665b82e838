// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import java.util.List;

/// `acl auth-method read`: shows a way to log in.
final class AclAuthMethodReadCommand extends ClientCommand {
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> name = flags.string("name", "Name of the auth method.");

  AclAuthMethodReadCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show an auth method";
  }

  @Override
  String usage() {
    return "acl auth-method read -name NAME [options]";
  }

  @Override
  String details() {
    return "Shows an auth method with its settings.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (name.value().isEmpty()) {
      throw new Failure("Must specify the -name parameter");
    }
    ApiClient agent = connect(terminal);
    return output.print(terminal, AclMethods.method(agent, name.value()), AclMethodText::method);
  }
}
