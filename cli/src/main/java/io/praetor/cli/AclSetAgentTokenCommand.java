// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `acl set-agent-token`: gives the local agent one of the tokens that it uses itself.
final class AclSetAgentTokenCommand extends ClientCommand {
  private static final List<String> TYPES =
      List.of(
          "default", "agent", "recovery", "replication", "config_file_service_registration", "dns");

  AclSetAgentTokenCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Give the agent a token";
  }

  @Override
  String usage() {
    return "acl set-agent-token [options] TYPE TOKEN";
  }

  @Override
  String details() {
    return "Gives the agent a token for its own requests. Types: default, agent, recovery, replication,\nconfig_file_service_registration, dns.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    switch (arguments.size()) {
      case 0 -> throw new Failure("Error! Missing TYPE and TOKEN arguments");
      case 1 -> throw new Failure("Error! Missing TOKEN argument");
      case 2 -> {
        String type = arguments.getFirst();
        if (!TYPES.contains(type)) {
          throw new Failure("Unknown token type");
        }
        String wire = type.equals("recovery") ? "agent_recovery" : type;
        ApiClient agent = connect(terminal);
        Json token = Json.object().put("Token", arguments.get(1)).build();
        telling(
            "Failed to set ACL token " + GoQuote.quote(type),
            agent.put("/v1/agent/token/" + wire).json(token)::run);
        terminal.out().print("ACL token " + GoQuote.quote(type) + " set successfully\n");
        return 0;
      }
      default -> throw new Failure("Error! Too many arguments: expected 2 got " + arguments.size());
    }
  }
}
