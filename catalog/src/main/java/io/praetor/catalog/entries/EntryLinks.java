// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.store.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The services that an entry's chain leads to directly, and those that an entry keeps the virtual
/// address of: what the indexes of the table are made of.
final class EntryLinks {
  private EntryLinks() {}

  static byte[] key(String service) {
    return Key.of(service.toLowerCase(Locale.ROOT));
  }

  static List<byte[]> targets(ConfigEntry entry) {
    Set<String> names = new LinkedHashSet<>();
    switch (entry.body()) {
      case ServiceRouter router -> {
        for (ServiceRouter.Route route : Forms.items(router.routes())) {
          if (route.destination() != null) {
            names.add(route.destination().service());
          }
        }
      }
      case ServiceSplitter splitter ->
          Forms.items(splitter.splits()).forEach(split -> names.add(split.service()));
      case ServiceResolver resolver -> {
        if (resolver.redirect() != null) {
          names.add(resolver.redirect().service());
        }
        Forms.pairs(resolver.failover())
            .forEach(
                failover -> {
                  names.add(failover.getValue().service());
                  Forms.items(failover.getValue().targets())
                      .forEach(target -> names.add(target.service()));
                });
      }
      default -> {}
    }
    names.remove("");
    return keys(names);
  }

  static List<byte[]> addressed(ConfigEntry entry) {
    return keys(addressedNames(entry));
  }

  /// The services that have a virtual address because of this entry, as observed.
  static Set<String> addressedNames(ConfigEntry entry) {
    return switch (entry.body()) {
      case ServiceDefaults defaults -> Set.of(entry.name());
      case ServiceResolver resolver -> Set.of(entry.name());
      case ServiceRouter router -> Set.of(entry.name());
      case ServiceSplitter splitter -> Set.of(entry.name());
      case ServiceIntentions intentions ->
          entry.name().equals("*") ? Set.of() : Set.of(entry.name());
      case TerminatingGateway gateway -> {
        Set<String> names = new LinkedHashSet<>();
        Forms.items(gateway.services()).forEach(service -> names.add(service.name()));
        yield names;
      }
      default -> Set.of();
    };
  }

  private static List<byte[]> keys(Set<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .map(Key::of)
        .toList();
  }
}
