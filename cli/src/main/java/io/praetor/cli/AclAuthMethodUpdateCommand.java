// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl auth-method update`: changes the given parts of a way to log in.
final class AclAuthMethodUpdateCommand extends ClientCommand {
  private final AclMethodSettings settings = new AclMethodSettings(flags);
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> name = flags.string("name", "Name of the auth method.");
  private final Flag<Boolean> noMerge =
      flags.bool("no-merge", "Replace the whole method instead of changing parts of it.");

  AclAuthMethodUpdateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Change an auth method";
  }

  @Override
  String usage() {
    return "acl auth-method update -name NAME [options]";
  }

  @Override
  String details() {
    return "Changes the given parts of an auth method.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (name.value().isEmpty()) {
      throw new Failure("Cannot update an auth method without specifying the -name parameter");
    }
    ApiClient agent = connect(terminal);
    Json before = AclMethods.method(agent, name.value());
    Json method =
        settings.method(
            terminal, name.value(), before.text("Type"), noMerge.value() ? Json.Null.NULL : before);
    Json changed =
        asking(
            "Error updating auth method " + GoQuote.quote(name.value()),
            agent.put("/v1/acl/auth-method/" + name.value()).json(method)::fetch);
    return output.print(terminal, changed, AclMethodText::method);
  }
}
