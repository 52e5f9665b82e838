// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;

/// What the peering commands share.
final class Peerings {
  private Peerings() {}

  static void requireName(Flag<String> name) throws Failure {
    if (name.value().isEmpty()) {
      throw new Failure("Missing the required -name flag");
    }
  }

  static boolean json(Flag<String> format) throws Failure {
    return switch (format.value()) {
      case "json" -> true;
      case "pretty" -> false;
      default -> throw new Failure("Invalid format, valid formats are {json|pretty}");
    };
  }

  /// The peering of a name.
  static Json read(ApiClient agent, String name) throws Failure {
    try (ApiResponse response = agent.get("/v1/peering/" + name).send()) {
      if (response.status() == 404) {
        throw new Failure("No peering with name " + name + " found.");
      }
      return response.expectOk().json();
    } catch (ApiError e) {
      throw new Failure("Error reading peering: " + e.text());
    }
  }

  static String count(Json peering, String services) {
    return Integer.toString(peering.at("StreamStatus").at(services).items().size());
  }
}
