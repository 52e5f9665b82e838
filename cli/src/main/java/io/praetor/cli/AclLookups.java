// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;

/// Finds the id of an ACL object from its name or from the start of its id, with Consul's error texts.
final class AclLookups {
  private static final int ID_LENGTH = 36;

  private AclLookups() {}

  /// The object with a name, or null.
  static Json byName(ApiClient agent, String kind, String name) throws ApiError {
    try (ApiResponse response = agent.get("/v1/acl/" + kind + "/name/" + name).send()) {
      return response.status() == 404
              || response.status() == 403 && response.text().contains("not found")
          ? Json.Null.NULL
          : response.expectOk().json();
    }
  }

  /// The object with an id, or null.
  static Json byId(ApiClient agent, String kind, String id) throws ApiError {
    try (ApiResponse response = agent.get("/v1/acl/" + kind + "/" + id).send()) {
      return response.status() == 404 ? Json.Null.NULL : response.expectOk().json();
    }
  }

  /// A whole id from the start of one.
  ///
  /// @param list the path that lists the objects
  /// @param field the field with the id
  /// @param what the kind of object for error texts
  static String id(ApiClient agent, String list, String field, String what, String start)
      throws Failure, ApiError {
    if (start.length() == ID_LENGTH) {
      return start;
    }
    String found = "";
    for (Json object : agent.get(list).fetch().items()) {
      String id = object.text(field);
      if (id.startsWith(start)) {
        if (!found.isEmpty()) {
          throw new Failure("multiple " + what + " IDs match the prefix " + start);
        }
        found = id;
      }
    }
    if (found.isEmpty()) {
      throw new Failure("No such " + what + " ID with prefix: " + start);
    }
    return found;
  }

  /// The id of the object with a name.
  static String idOfName(ApiClient agent, String list, String what, String name)
      throws Failure, ApiError {
    for (Json object : agent.get(list).fetch().items()) {
      if (object.text("Name").equals(name)) {
        return object.text("ID");
      }
    }
    throw new Failure("No such " + what + " with name " + name);
  }
}
