// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.Vivaldi;
import io.praetor.connect.CaSignRequest;
import io.praetor.raft.RaftNode;
import io.praetor.rpc.autopilot.AutopilotState;
import io.praetor.rpc.wan.WanDistances;
import io.praetor.store.Snapshot;
import io.praetor.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// What a server lends to the methods it runs. Safe for use by any thread.
public interface ServerContext {
  /// The newest state.
  Snapshot snapshot();

  String datacenter();

  /// The datacenter in which configuration entries are written.
  default String primaryDatacenter() {
    return datacenter();
  }

  /// Monotonic time for timers.
  long nowNanos();

  /// Wall time, for values that are written into the log.
  Instant now();

  /// A fresh random UUID in its text form.
  String newUuid();

  /// Randomness for the order of answers; for the calling thread alone.
  default RandomGenerator random() {
    return ThreadLocalRandom.current();
  }

  /// The shortest time to live that a session may have (`session_ttl_min`).
  default Duration sessionTtlMin() {
    return Duration.ofSeconds(10);
  }

  /// The session timers and lock delays that only the leader keeps.
  LeaderSessions sessions();

  /// Coordinates waiting for the next batch.
  CoordinateQueue coordinates();

  /// Where the servers of each known datacenter are, by the coordinates of the WAN pool. Without one
  /// there is only this datacenter.
  default WanDistances wan() {
    return new WanDistances(datacenter(), new Vivaldi(null, 0, 0, 0), List.of());
  }

  /// Calls to other datacenters, which their servers answer. Calls may wait.
  default Rpc elsewhere() {
    return Rpc.NONE;
  }

  /// Asks the members of the LAN or of the WAN pool about their gossip keys, and waits for them. One
  /// answer, or none where there is no such pool.
  default List<KeyringResponse> keyring(KeyringRequest request, boolean wan) {
    return List.of();
  }

  /// Sends a user event, whole as gossip carries it, into the LAN pool.
  default void fireEvent(String name, Bytes payload) {
    throw new ConsulException("this server has no gossip pool");
  }

  /// How the servers are, as this server last saw them while it leads.
  default AutopilotState autopilot() {
    return AutopilotState.NONE;
  }

  /// The certificate authority, which only the leader has.
  default Authority authority() {
    return Authority.NONE;
  }

  /// Gets a client agent its certificate from the leader, with what it needs to call servers.
  ///
  /// @throws ConsulException with Consul's text when it is refused
  default AutoEncryptMethods.Signed autoEncrypt(CaSignRequest request) throws InterruptedException {
    throw new ConsulException("AutoEncrypt.AllowTLS must be enabled in order to use this endpoint");
  }

  /// Consensus on this server.
  RaftNode raft();

  /// Why a filter expression cannot be read; empty when it can, and where nobody can tell.
  default String filterFault(String expression) {
    return "";
  }
}
