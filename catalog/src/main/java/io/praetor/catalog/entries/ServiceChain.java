// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.store.View;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The way that routers, splitters and resolvers lead from one service to others, walked to see
/// whether it may be: one protocol for all, no circles, no subset that is not there. Services are
/// visited once, so the walk is bounded by the entries.
final class ServiceChain {
  private final View view;
  private final String datacenter;
  private final String root;
  private final String protocol;
  private final Set<String> splitters = new LinkedHashSet<>();
  private final Set<Place> resolved = new HashSet<>();
  private final Set<String> walked = new HashSet<>();
  private boolean advanced;

  /// Instances that a walk comes to.
  private record Place(String service, String subset, String datacenter, String peer) {
    /// As Consul names it.
    String id() {
      return (subset.isEmpty() ? "" : subset + ".")
          + service
          + ".default.default."
          + (peer.isEmpty() ? datacenter : "external." + peer);
    }
  }

  ServiceChain(View view, String datacenter, String root) {
    this.view = view;
    this.datacenter = datacenter;
    this.root = root;
    this.protocol = EntryGraph.protocol(view, root);
  }

  /// @throws EntryException when the chain may not be
  void check() {
    ServiceRouter router = ConfigEntries.body(view, EntryKinds.SERVICE_ROUTER, root);
    if (router != null) {
      advanced = true;
      for (ServiceRouter.Route route : Forms.items(router.routes())) {
        ServiceRouter.Destination to = route.destination();
        if (to != null) {
          split(to.service().isEmpty() ? root : to.service(), to.serviceSubset());
        }
      }
    }
    split(root, "");
    EntryRules.require(
        !advanced || EntryRules.isHttp(protocol),
        "discovery chain "
            + GoQuote.quote(root)
            + " uses a protocol "
            + GoQuote.quote(protocol)
            + " that does not permit advanced routing or splitting behavior");
  }

  private void split(String service, String subset) {
    ServiceSplitter splitter =
        subset.isEmpty() ? ConfigEntries.body(view, EntryKinds.SERVICE_SPLITTER, service) : null;
    if (splitter == null) {
      resolve(new Place(service, subset, datacenter, ""), true);
      return;
    }
    advanced = true;
    if (!splitters.add(service)) {
      throw circle(service);
    }
    if (walked.add(service)) {
      recordProtocol(service);
      for (ServiceSplitter.Split split : Forms.items(splitter.splits())) {
        String to = split.service().isEmpty() ? service : split.service();
        if (to.equals(service)) {
          resolve(new Place(to, split.serviceSubset(), datacenter, ""), true);
        } else {
          split(to, split.serviceSubset());
        }
      }
    }
    splitters.remove(service);
  }

  private EntryException circle(String service) {
    List<String> way = new ArrayList<>();
    boolean in = false;
    for (String one : splitters) {
      in |= one.equals(service);
      if (in) {
        way.add("splitter:" + one + ".default.default");
      }
    }
    way.add("splitter:" + service + ".default.default");
    return new EntryException("detected circular reference: [" + String.join(" -> ", way) + "]");
  }

  private void resolve(Place start, boolean failover) {
    Set<Place> redirects = new LinkedHashSet<>();
    Place place = start;
    while (true) {
      ServiceResolver resolver =
          ConfigEntries.body(view, EntryKinds.SERVICE_RESOLVER, place.service());
      Place next = redirected(place, resolver);
      if (next.equals(place)) {
        settle(place, resolver, failover);
        return;
      }
      if (!redirects.add(place)) {
        throw redirectCircle(redirects, place);
      }
      place = next;
    }
  }

  private static EntryException redirectCircle(Set<Place> redirects, Place again) {
    List<String> way = new ArrayList<>();
    redirects.forEach(one -> way.add(one.id()));
    way.add(again.id());
    return new EntryException(
        "detected circular resolver redirect: [" + String.join(" -> ", way) + "]");
  }

  /// Where the resolver sends those who come for the place: to another service, to the default subset,
  /// or nowhere else.
  private static Place redirected(Place place, @Nullable ServiceResolver resolver) {
    if (resolver == null) {
      return place;
    }
    ServiceResolver.Redirect to = resolver.redirect();
    if (to != null) {
      return new Place(
          to.service().isEmpty() ? place.service() : to.service(),
          to.serviceSubset().isEmpty() && to.service().isEmpty()
              ? place.subset()
              : to.serviceSubset(),
          to.datacenter().isEmpty() ? place.datacenter() : to.datacenter(),
          to.peer().isEmpty() ? place.peer() : to.peer());
    }
    return place.subset().isEmpty() && !resolver.defaultSubset().isEmpty()
        ? new Place(place.service(), resolver.defaultSubset(), place.datacenter(), place.peer())
        : place;
  }

  private void settle(Place place, @Nullable ServiceResolver resolver, boolean failover) {
    if (place.peer().isEmpty()) {
      recordProtocol(place.service());
    }
    Map<String, ServiceResolver.Subset> subsets =
        resolver == null || resolver.subsets() == null ? Map.of() : resolver.subsets();
    EntryRules.require(
        place.subset().isEmpty() || subsets.containsKey(place.subset()),
        "service "
            + GoQuote.quote(place.service())
            + " does not have a subset named "
            + GoQuote.quote(place.subset()));
    if (failover && resolver != null && resolver.failover() != null && resolved.add(place)) {
      ServiceResolver.Failover to = resolver.failover().get(place.subset());
      fail(place, to == null ? resolver.failover().get("*") : to);
    }
  }

  private void fail(Place place, ServiceResolver.@Nullable Failover to) {
    if (to == null) {
      return;
    }
    for (ServiceResolver.FailoverTarget target : Forms.items(to.targets())) {
      resolve(
          at(place, target.service(), target.serviceSubset(), target.datacenter(), target.peer()),
          false);
    }
    if (Forms.items(to.targets()).isEmpty()) {
      List<String> datacenters = Forms.items(to.datacenters());
      for (String elsewhere : datacenters.isEmpty() ? List.of("") : datacenters) {
        resolve(at(place, to.service(), to.serviceSubset(), elsewhere, ""), false);
      }
    }
  }

  private static Place at(
      Place from, String service, String subset, String datacenter, String peer) {
    return new Place(
        service.isEmpty() ? from.service() : service,
        subset.isEmpty() && service.isEmpty() ? from.subset() : subset,
        datacenter.isEmpty() ? from.datacenter() : datacenter,
        peer);
  }

  private void recordProtocol(String service) {
    String found = EntryGraph.protocol(view, service);
    EntryRules.require(
        found.equals(protocol),
        "discovery chain "
            + GoQuote.quote(root)
            + " uses inconsistent protocols; service "
            + GoQuote.quote(service)
            + " has "
            + GoQuote.quote(found)
            + " which is not "
            + GoQuote.quote(protocol));
  }
}
