// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl auth-method create`: makes a way to log in.
final class AclAuthMethodCreateCommand extends ClientCommand {
  private final AclMethodSettings settings = new AclMethodSettings(flags);
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> name = flags.string("name", "Name of the auth method.");
  private final Flag<String> type =
      flags.string("type", "Type of the auth method, such as jwt or kubernetes.");

  AclAuthMethodCreateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Make an auth method";
  }

  @Override
  String usage() {
    return "acl auth-method create -name NAME -type TYPE [options]";
  }

  @Override
  String details() {
    return "Makes an auth method, a way to get tokens by logging in:\n\n    $ consul acl auth-method create -name=ci -type=jwt -config=@ci.json";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (type.value().isEmpty()) {
      return AclOutput.missing(terminal, this, "type");
    }
    if (name.value().isEmpty()) {
      return AclOutput.missing(terminal, this, "name");
    }
    settings.require(type.value());
    Json method = settings.method(terminal, name.value(), type.value(), Json.Null.NULL);
    ApiClient agent = connect(terminal);
    Json made =
        asking(
            "Failed to create new auth method",
            agent.put("/v1/acl/auth-method").json(method)::fetch);
    return output.print(terminal, made, AclMethodText::method);
  }
}
