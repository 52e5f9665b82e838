// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoQuote;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules about the gateways that routes are bound to.
final class ParentRules {
  private static final String GATEWAY = "api-gateway";

  private ParentRules() {}

  static @Nullable List<ResourceReference> normal(@Nullable List<ResourceReference> parents) {
    return parents == null
        ? null
        : parents.stream()
            .map(
                parent ->
                    parent.kind().isEmpty()
                        ? new ResourceReference(GATEWAY, parent.name(), parent.sectionName())
                        : parent)
            .toList();
  }

  static void check(@Nullable List<ResourceReference> parents) {
    Set<ResourceReference> seen = new HashSet<>();
    for (ResourceReference parent : Forms.items(parents)) {
      require(
          parent.kind().equals(GATEWAY),
          "unsupported parent kind: " + GoQuote.quote(parent.kind()) + ", must be 'api-gateway'");
      require(seen.add(parent), "route parents must be unique");
    }
  }
}
