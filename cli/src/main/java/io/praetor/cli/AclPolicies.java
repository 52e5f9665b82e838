// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;

/// Finds policies for the commands that take an id or a name.
final class AclPolicies {
  private AclPolicies() {}

  static String id(ApiClient agent, String id, String name) throws Failure {
    try {
      return id.isEmpty()
          ? AclLookups.idOfName(agent, "/v1/acl/policies", "policy", name)
          : AclLookups.id(agent, "/v1/acl/policies", "ID", "policy", id);
    } catch (ApiError e) {
      throw new Failure("Error determining policy ID: " + e.text());
    } catch (Failure e) {
      throw new Failure("Error determining policy ID: " + e.text());
    }
  }
}
