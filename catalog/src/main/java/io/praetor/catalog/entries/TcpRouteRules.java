// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

/// The rules of tcp-route.
final class TcpRouteRules {
  private TcpRouteRules() {}

  static TcpRoute normal(TcpRoute body) {
    return new TcpRoute(ParentRules.normal(body.parents()), body.services(), RouteStatus.NONE);
  }

  static void check(ConfigEntry entry, TcpRoute body) {
    EntryRules.require(
        Forms.items(body.services()).size() <= 1, "tcp-route currently only supports one service");
    ParentRules.check(body.parents());
    EntryRules.storedName(entry);
  }
}
