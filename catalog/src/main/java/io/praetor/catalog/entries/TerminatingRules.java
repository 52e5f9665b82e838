// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.count;
import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoQuote;
import java.util.HashSet;
import java.util.Set;

/// The rules of terminating-gateway.
final class TerminatingRules {
  private TerminatingRules() {}

  static void check(ConfigEntry entry, TerminatingGateway body) {
    EntryRules.storedName(entry);
    Set<String> names = new HashSet<>();
    for (TerminatingGateway.LinkedService service : Forms.items(body.services())) {
      require(!service.name().isEmpty(), "Service name cannot be blank.");
      String of = "Service " + GoQuote.quote(service.name());
      require(names.add(service.name()), of + " was specified more than once within a namespace");
      boolean pair = count(!service.certFile().isEmpty(), !service.keyFile().isEmpty()) > 0;
      require(
          !pair
              || (!service.certFile().isEmpty()
                  && !service.keyFile().isEmpty()
                  && !service.caFile().isEmpty()),
          of + " must have a CertFile, CAFile, and KeyFile specified for TLS origination");
    }
  }
}
