// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;

/// Finds roles for the commands that take an id or a name.
final class AclRoles {
  private AclRoles() {}

  static String id(ApiClient agent, String id, String name) throws Failure {
    try {
      return id.isEmpty()
          ? AclLookups.idOfName(agent, "/v1/acl/roles", "role", name)
          : AclLookups.id(agent, "/v1/acl/roles", "ID", "role", id);
    } catch (ApiError e) {
      throw new Failure("Error determining role ID: " + e.text());
    } catch (Failure e) {
      throw new Failure("Error determining role ID: " + e.text());
    }
  }
}
