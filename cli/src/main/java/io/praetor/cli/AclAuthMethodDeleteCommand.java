// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl auth-method delete`: removes a way to log in, and the tokens it made.
final class AclAuthMethodDeleteCommand extends ClientCommand {
  private final Flag<String> name = flags.string("name", "Name of the auth method.");

  AclAuthMethodDeleteCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Delete an auth method";
  }

  @Override
  String usage() {
    return "acl auth-method delete -name NAME [options]";
  }

  @Override
  String details() {
    return "Deletes an auth method with its rules and the tokens that it made.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (name.value().isEmpty()) {
      throw new Failure("Must specify the -name parameter");
    }
    ApiClient agent = connect(terminal);
    telling(
        "Error deleting auth method " + GoQuote.quote(name.value()),
        agent.delete("/v1/acl/auth-method/" + name.value())::run);
    terminal.out().print("Auth method " + GoQuote.quote(name.value()) + " deleted successfully\n");
    return 0;
  }
}
