// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;

/// Finds tokens by the start of their accessor id.
final class AclTokens {
  private AclTokens() {}

  static String id(ApiClient agent, String accessor) throws Failure {
    try {
      return AclLookups.id(agent, "/v1/acl/tokens", "AccessorID", "token", accessor);
    } catch (ApiError e) {
      throw new Failure("Error determining token ID: " + e.text());
    } catch (Failure e) {
      throw new Failure("Error determining token ID: " + e.text());
    }
  }

  /// The accessor id from its flag or from the older -id, which is told to be old.
  static String accessor(Terminal terminal, Flag<String> accessorId, Flag<String> oldId) {
    if (accessorId.value().isEmpty() && !oldId.value().isEmpty()) {
      terminal.err().print("Use the -accessor-id parameter to specify token by Accessor ID\n");
      return oldId.value();
    }
    return accessorId.value();
  }
}
