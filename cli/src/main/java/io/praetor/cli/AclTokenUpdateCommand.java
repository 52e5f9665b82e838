// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `acl token update`: changes the given parts of a token. What it is linked to is replaced by the plain
/// flags and added to by those that begin with `append-`.
final class AclTokenUpdateCommand extends ClientCommand {
  private final Flag<String> accessorId =
      flags.string("accessor-id", "Accessor id of the token, or the start of it.");
  private final AclGrants more = new AclGrants(flags, "append-", true);
  private final Flag<List<String>> variables = AclTemplates.variables(flags);
  private final AclTemplates added = new AclTemplates(flags, "append-", variables);
  private final Flag<String> description =
      flags.string("description", "New description of the token.");
  private final AclOutput output = new AclOutput(flags);
  private final Flag<String> id = flags.string("id", "Older name of -accessor-id.").hide();
  private final Flag<Boolean> mergeNodes =
      flags.bool("merge-node-identities", "Older way to say -append-node-identity.").hide();
  private final Flag<Boolean> mergePolicies =
      flags
          .bool("merge-policies", "Older way to say -append-policy-id and -append-policy-name.")
          .hide();
  private final Flag<Boolean> mergeRoles =
      flags.bool("merge-roles", "Older way to say -append-role-id and -append-role-name.").hide();
  private final Flag<Boolean> mergeServices =
      flags.bool("merge-service-identities", "Older way to say -append-service-identity.").hide();
  private final AclGrants grants = new AclGrants(flags, "", true);
  private final AclTemplates replaced = new AclTemplates(flags, "replace-", variables);

  AclTokenUpdateCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Change a token";
  }

  @Override
  String usage() {
    return "acl token update [options] -accessor-id TOKEN";
  }

  @Override
  String details() {
    return """
        Changes the given parts of a token. Templated policies are added and replaced by flags of their own;
            -templated-policy
        is for new tokens only.""";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String start = AclTokens.accessor(terminal, accessorId, id);
    if (start.isEmpty()) {
      throw new Failure("Cannot update a token without specifying the -accessor-id parameter");
    }
    AclTemplates.checkApart(added, replaced);
    apart("policy", "policies", grants.hasPolicies(), more.hasPolicies());
    apart("role", "roles", grants.hasRoles(), more.hasRoles());
    older(terminal, mergePolicies.value(), "policies", "policy");
    older(terminal, mergeRoles.value(), "roles", "role");
    ApiClient agent = connect(terminal);
    String whole = AclTokens.id(agent, start);
    Json before =
        asking("Error when retrieving current token", agent.get("/v1/acl/token/" + whole)::fetch);
    Json changed =
        asking(
            "Failed to update token " + whole,
            agent.put("/v1/acl/token/" + whole).json(token(terminal, agent, before))::fetch);
    return output.print(
        terminal, changed, AclJson::token, (value, meta) -> AclText.token(value, meta) + "\n");
  }

  private static void apart(String one, String many, boolean plain, boolean append) throws Failure {
    if (plain && append) {
      String flags = "-" + one + "-id or -" + one + "-name";
      throw new Failure(
          "Cannot combine the use of "
              + one
              + "-id/"
              + one
              + "-name flags with append- variants. To set or overwrite existing "
              + many
              + ", use "
              + flags
              + ". To append to existing "
              + many
              + ", use "
              + flags.replace("-" + one, "-append-" + one)
              + ".");
    }
  }

  private static void older(Terminal terminal, boolean used, String many, String one) {
    if (used) {
      terminal
          .err()
          .print(
              "merge-"
                  + many
                  + " is deprecated and will be removed in a future Consul version. Use `append-"
                  + one
                  + "-name` or `append-"
                  + one
                  + "-id` instead.\n");
    }
  }

  private Json token(Terminal terminal, ApiClient agent, Json before) throws Failure {
    Json.Builder token = Json.object();
    before.fields().forEach(token::put);
    if (!description.value().isEmpty()) {
      token.put("Description", description.value());
    }
    List<Json> policies = before.at("Policies").items();
    List<Json> roles = before.at("Roles").items();
    List<Json> services = before.at("ServiceIdentities").items();
    List<Json> nodes = before.at("NodeIdentities").items();
    return token
        .put(
            "Policies",
            Chosen.of(policies, grants.policies(agent), mergePolicies)
                .plus(more.policies(agent), AclMerge::links))
        .put(
            "Roles",
            Chosen.of(roles, grants.roles(agent), mergeRoles)
                .plus(more.roles(agent), AclMerge::links))
        .put(
            "ServiceIdentities",
            Chosen.of(services, grants.serviceIdentities(), mergeServices)
                .plus(more.serviceIdentities(), AclMerge::services))
        .put(
            "NodeIdentities",
            Chosen.of(nodes, grants.nodeIdentities(), mergeNodes)
                .plus(more.nodeIdentities(), AclMerge::nodes))
        .put(
            "TemplatedPolicies",
            new Json.Arr(
                AclTemplates.after(
                    before.at("TemplatedPolicies").items(),
                    added.policies(terminal),
                    replaced.policies(terminal))))
        .build();
  }

  /// How a list of grants is merged with another one.
  private interface Merge {
    List<Json> of(List<Json> before, List<Json> more);
  }

  /// What there was, and what the plain flags name; those replace it unless it is to be merged. Without
  /// them all stays, also the identities, which Consul's command line would lose here.
  private record Chosen(List<Json> before, List<Json> named, boolean merge) {
    static Chosen of(List<Json> before, List<Json> named, Flag<Boolean> merge) {
      return new Chosen(before, named, merge.value());
    }

    Json plus(List<Json> more, Merge merging) {
      List<Json> start = named.isEmpty() || merge ? merging.of(before, named) : named;
      return new Json.Arr(merging.of(start, more));
    }
  }
}
