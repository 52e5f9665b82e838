// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flags that link a token or role to policies, roles, identities and templated policies.
final class AclGrants {
  private final String prefix;
  private final Flag<List<String>> policyIds;
  private final Flag<List<String>> policyNames;
  private final @Nullable Flag<List<String>> roleIds;
  private final @Nullable Flag<List<String>> roleNames;
  private final Flag<List<String>> serviceIdentities;
  private final Flag<List<String>> nodeIdentities;

  /// @param prefix what stands before the names: empty or `append-`
  /// @param roles whether roles can be linked
  AclGrants(Flags flags, String prefix, boolean roles) {
    this.prefix = prefix;
    policyIds = flags.strings(prefix + "policy-id", "Id of a policy; may be given several times.");
    policyNames =
        flags.strings(prefix + "policy-name", "Name of a policy; may be given several times.");
    roleIds =
        roles
            ? flags.strings(prefix + "role-id", "Id of a role; may be given several times.")
            : null;
    roleNames =
        roles
            ? flags.strings(prefix + "role-name", "Name of a role; may be given several times.")
            : null;
    serviceIdentities =
        flags.strings(
            prefix + "service-identity",
            "Service that it may act as, NAME or NAME:DC,DC; may be given several times.");
    nodeIdentities =
        flags.strings(
            prefix + "node-identity",
            "Node that it may act as, NAME:DC; may be given several times.");
  }

  boolean isEmpty() {
    return policyIds.value().isEmpty()
        && policyNames.value().isEmpty()
        && names(roleIds).isEmpty()
        && names(roleNames).isEmpty()
        && serviceIdentities.value().isEmpty()
        && nodeIdentities.value().isEmpty();
  }

  boolean hasPolicies() {
    return !policyIds.value().isEmpty() || !policyNames.value().isEmpty();
  }

  boolean hasRoles() {
    return !names(roleIds).isEmpty() || !names(roleNames).isEmpty();
  }

  private static List<String> names(@Nullable Flag<List<String>> flag) {
    return flag == null ? List.of() : flag.value();
  }

  List<Json> policies(ApiClient agent) throws Failure {
    return links(agent, "/v1/acl/policies", "policy", policyIds.value(), policyNames.value());
  }

  List<Json> roles(ApiClient agent) throws Failure {
    return links(agent, "/v1/acl/roles", "role", names(roleIds), names(roleNames));
  }

  private static List<Json> links(
      ApiClient agent, String list, String what, List<String> ids, List<String> names)
      throws Failure {
    List<Json> links = new ArrayList<>();
    for (String name : names) {
      links.add(Json.object().put("ID", "").put("Name", name).build());
    }
    for (String start : ids) {
      try {
        links.add(
            Json.object()
                .put("ID", AclLookups.id(agent, list, "ID", what, start))
                .put("Name", "")
                .build());
      } catch (ApiError e) {
        throw new Failure("Error resolving " + what + " ID " + start + ": " + e.text());
      } catch (Failure e) {
        throw new Failure("Error resolving " + what + " ID " + start + ": " + e.text());
      }
    }
    return links;
  }

  List<Json> serviceIdentities() throws Failure {
    List<Json> identities = new ArrayList<>();
    for (String text : serviceIdentities.value()) {
      String[] parts = text.split(":", -1);
      if (parts.length > 2) {
        throw new Failure(
            "Malformed -" + prefix + "service-identity argument: " + GoQuote.quote(text));
      }
      List<String> datacenters = parts.length == 2 ? List.of(parts[1].split(",")) : List.of();
      identities.add(
          Json.object()
              .put("ServiceName", parts[0])
              .putUnlessEmpty("Datacenters", datacenters)
              .build());
    }
    return identities;
  }

  List<Json> nodeIdentities() throws Failure {
    List<Json> identities = new ArrayList<>();
    for (String text : nodeIdentities.value()) {
      String[] parts = text.split(":", -1);
      if (parts.length != 2) {
        throw new Failure(
            "Malformed -" + prefix + "node-identity argument: " + GoQuote.quote(text));
      }
      identities.add(Json.object().put("NodeName", parts[0]).put("Datacenter", parts[1]).build());
    }
    return identities;
  }
}
