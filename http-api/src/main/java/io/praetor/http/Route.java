// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All endpoints of one path, in the order they were registered, which is the order of `Allow`.
///
/// @param pattern the path; one that ends with a slash takes all that begin with it
/// @param allowed the methods as `Allow` names them
record Route(String pattern, List<Endpoint> endpoints, String allowed) {
  Route(String pattern, List<Endpoint> endpoints) {
    this(pattern, endpoints, String.join(",", endpoints.stream().map(Endpoint::method).toList()));
  }

  boolean prefix() {
    return pattern.endsWith("/");
  }

  /// Null when the method is not allowed. Methods are case sensitive.
  @Nullable Endpoint endpoint(String method) {
    for (Endpoint endpoint : endpoints) {
      if (endpoint.method().equals(method)) {
        return endpoint;
      }
    }
    return null;
  }

  boolean ownMethods() {
    return endpoints.getFirst().has(Endpoint.Mark.OWN_METHODS);
  }
}
