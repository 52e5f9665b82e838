// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.gossip.core.serf.Coordinate;
import io.praetor.gossip.core.serf.KeyQuery;
import io.praetor.http.agent.Member;
import io.praetor.http.agent.UserEvent;
import io.praetor.wire.Bytes;
import java.util.List;
import java.util.Map;

/// The gossip pools as the rest of the agent sees them. Any thread; calls may wait for the network.
public interface Members {
  Member self(boolean wan);

  /// Whether this agent is in a WAN pool.
  boolean hasWan();

  /// All known members, this one included.
  List<Member> list(boolean wan);

  /// Joins the pool of the agent at the address, a host with or without a port.
  ///
  /// @throws io.praetor.rpc.ConsulException when nobody there lets us in
  void join(String address, boolean wan);

  /// Declares a failed member to have left.
  ///
  /// @throws io.praetor.rpc.ConsulException when no member has that name
  void forceLeave(String node, boolean prune, boolean wan);

  /// Tells the pools that this agent goes on purpose.
  void leave();

  /// Sends a user event to all members, this one included.
  void broadcast(UserEvent event);

  /// Sends an event of another agent, whole as gossip carries it.
  ///
  /// @throws io.praetor.rpc.ConsulException when it is too long
  void fire(String name, Bytes payload);

  /// Tells the LAN pool that this server leads now.
  void announceLeader();

  /// Is told of each change from now on, in order; called on a pool's thread, and must not wait.
  void listen(Listener listener);

  /// What happened to a member.
  enum Change {
    JOINED,
    UPDATED,
    LEFT,
    FAILED,
    /// It is forgotten.
    REAPED
  }

  /// Takes news of members.
  interface Listener {
    void changed(Change change, Member member, boolean wan);
  }

  /// This agent's network coordinate in a pool.
  Coordinate coordinate(boolean wan);

  /// Where the other members of a pool are, by name, as far as they have told this agent.
  Map<String, Coordinate> coordinates(boolean wan);

  /// Shows or changes the keys of all members of a pool.
  ///
  /// @param key base64; ignored for `LIST`
  /// @param relayFactor how many others also carry each answer
  /// @throws io.praetor.rpc.ConsulException when the key is malformed or the pool does not answer
  KeyQuery.Result keys(KeyQuery.Operation operation, String key, int relayFactor, boolean wan);

  /// The figures that `consul info` prints for the pool.
  Map<String, String> stats(boolean wan);
}
