// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.ConfigurationChange.AddNonvoter;
import io.praetor.raft.ConfigurationChange.AddVoter;
import io.praetor.raft.ConfigurationChange.Demote;
import io.praetor.raft.ConfigurationChange.Remove;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.Suffrage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What each change makes of a configuration, as observed of Consul's raft: adding a present
/// server keeps its place.
final class ConfigurationRules {
  private ConfigurationRules() {}

  /// Throws [IllegalArgumentException] with a text for the operator when the result would not be a
  /// cluster.
  static Configuration apply(Configuration from, ConfigurationChange change) {
    List<Server> servers = new ArrayList<>(from.servers());
    switch (change) {
      case AddVoter(ServerId id, String address) ->
          put(servers, new Server(id, address, Suffrage.VOTER), old -> Suffrage.VOTER);
      case AddNonvoter(ServerId id, String address) ->
          put(servers, new Server(id, address, Suffrage.NONVOTER), old -> old);
      case Demote(ServerId id) ->
          servers.replaceAll(
              server -> server.id().equals(id) ? server.withSuffrage(Suffrage.NONVOTER) : server);
      case Remove(ServerId id) -> servers.removeIf(server -> server.id().equals(id));
    }
    Configuration next = new Configuration(servers);
    if (next.voters().isEmpty()) {
      throw new IllegalArgumentException("need at least one voter in configuration");
    }
    return next;
  }

  private static void put(List<Server> servers, Server added, UnaryOperator<Suffrage> suffrage) {
    for (int i = 0; i < servers.size(); i++) {
      Server old = servers.get(i);
      if (old.id().equals(added.id())) {
        servers.set(i, added.withSuffrage(suffrage.apply(old.suffrage())));
        return;
      }
    }
    servers.add(added);
  }
}
