// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The servers of a cluster, in the order in which they were added. A configuration is a value;
/// changes make new ones.
public record Configuration(List<Server> servers) {
  public static final Configuration EMPTY = new Configuration(List.of());

  public Configuration {
    servers = List.copyOf(servers);
    Set<ServerId> ids = new LinkedHashSet<>();
    Set<String> addresses = new LinkedHashSet<>();
    for (Server server : servers) {
      if (!ids.add(server.id())) {
        throw new IllegalArgumentException("duplicate server id " + server.id());
      }
      if (server.address().isEmpty() || !addresses.add(server.address())) {
        throw new IllegalArgumentException("empty or duplicate server address " + server.address());
      }
    }
  }

  public Optional<Server> server(ServerId id) {
    return servers.stream().filter(server -> server.id().equals(id)).findFirst();
  }

  public boolean contains(ServerId id) {
    return server(id).isPresent();
  }

  public boolean isVoter(ServerId id) {
    return server(id).filter(Server::isVoter).isPresent();
  }

  public List<ServerId> voters() {
    return ids(Server::isVoter);
  }

  /// Everyone but `self`, voters and non-voters: all of them receive the log.
  public List<ServerId> peersOf(ServerId self) {
    return ids(server -> !server.id().equals(self));
  }

  private List<ServerId> ids(Predicate<Server> which) {
    return servers.stream().filter(which).map(Server::id).toList();
  }
}
