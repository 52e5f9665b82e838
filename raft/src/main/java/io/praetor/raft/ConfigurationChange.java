// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

/// One step of membership, as Consul's raft protocol 3 knows them. Each moves at most one server
/// across the line between voter and non-voter, so that any two majorities before and after it
/// overlap.
public sealed interface ConfigurationChange {
  ServerId id();

  /// Adds a server with a vote, or gives a vote (and the address) to a member.
  record AddVoter(ServerId id, String address) implements ConfigurationChange {}

  /// Adds a server that only receives the log. A member keeps its suffrage and takes the address.
  record AddNonvoter(ServerId id, String address) implements ConfigurationChange {}

  /// Takes the vote away, the server stays.
  record Demote(ServerId id) implements ConfigurationChange {}

  record Remove(ServerId id) implements ConfigurationChange {}
}
