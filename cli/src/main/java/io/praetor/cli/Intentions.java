// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;

/// What the intention commands share.
final class Intentions {
  private Intentions() {}

  /// `src => dst (action)`.
  static String shown(Json intention) {
    String action =
        intention.at("Permissions").items().isEmpty()
            ? intention.text("Action")
            : intention.at("Permissions").items().size() + " permissions";
    return side(intention, "Source")
        + " => "
        + side(intention, "Destination")
        + " ("
        + action
        + ")";
  }

  static String side(Json intention, String side) {
    String namespace = intention.text(side + "NS");
    String name = intention.text(side + "Name");
    return namespace.isEmpty() || namespace.equals("default") ? name : namespace + "/" + name;
  }

  /// The intention between two names, or null.
  static Json find(ApiClient agent, String source, String destination) throws ApiError {
    try (ApiResponse response =
        agent
            .get("/v1/connect/intentions/exact")
            .query("source", source)
            .query("destination", destination)
            .send()) {
      return response.status() == 404 ? Json.Null.NULL : response.expectOk().json();
    }
  }

  /// The intention with an id, or null.
  static Json find(ApiClient agent, String id) throws ApiError {
    try (ApiResponse response = agent.get("/v1/connect/intentions/" + id).send()) {
      return response.status() == 404 ? Json.Null.NULL : response.expectOk().json();
    }
  }
}
