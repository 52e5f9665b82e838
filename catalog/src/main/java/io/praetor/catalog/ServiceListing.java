// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.map;

import io.praetor.wire.Codec;
import io.praetor.wire.Struct;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The names of all services with the tags of their instances. A filter works on the instances, so a
/// listing of our own state keeps the way to them; one that came from another server was filtered there.
public final class ServiceListing {
  public static final Codec<ServiceListing> CODEC =
      Struct.<ServiceListing>named("IndexedServices")
          .field("Services", map(list(STRING)), listing -> listing.tagsOf(instance -> true))
          .build(v -> received(v.get(0)));

  private interface Source {
    Map<String, List<String>> tagsOf(Predicate<? super ServiceNode> filter);
  }

  private final Source source;

  private ServiceListing(Source source) {
    this.source = source;
  }

  /// @param instances can be walked again and again
  static ServiceListing of(Iterable<ServiceNode> instances) {
    return new ServiceListing(filter -> collect(instances, filter));
  }

  private static ServiceListing received(Map<String, List<String>> tags) {
    return new ServiceListing(filter -> tags);
  }

  private static Map<String, List<String>> collect(
      Iterable<ServiceNode> instances, Predicate<? super ServiceNode> filter) {
    Map<String, Set<String>> tags = new TreeMap<>();
    for (ServiceNode instance : instances) {
      if (filter.test(instance)) {
        Set<String> seen =
            tags.computeIfAbsent(instance.serviceName(), name -> new LinkedHashSet<>());
        List<String> own = instance.serviceTags();
        if (own != null) {
          seen.addAll(own);
        }
      }
    }
    Map<String, List<String>> out = new TreeMap<>();
    tags.forEach((name, seen) -> out.put(name, new ArrayList<>(seen)));
    return out;
  }

  /// The tags by service name, of the instances that pass.
  public Map<String, List<String>> tagsOf(Predicate<? super ServiceNode> filter) {
    return source.tagsOf(filter);
  }

  /// A listing of the instances that pass.
  public ServiceListing only(Predicate<? super ServiceNode> filter) {
    return received(tagsOf(filter));
  }
}
