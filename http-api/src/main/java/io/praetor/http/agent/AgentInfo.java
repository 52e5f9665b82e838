// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

import io.praetor.rpc.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the API asks of the agent as a whole: who it is, its gossip pools, its log, its life. Every
/// method may be called from any thread, which is a virtual one and may be kept waiting.
///
/// Something that cannot be done ends in a [RefusedException] with Consul's status and text.
public interface AgentInfo {
  AgentSelf self();

  AgentVersion version();

  /// Figures of the host for `/v1/agent/host`: `Memory`, `CPU`, `Host`, `Disk`, `CollectionTime`
  /// and `Errors`, as a tree of JSON values.
  Map<String, @Nullable Object> host();

  /// Members of the LAN or the WAN pool.
  List<Member> members(boolean wan);

  /// Reads the configuration again and takes over what may change while running.
  void reload();

  /// Starts leaving the cluster and stopping the agent; returns when the pools have been told, soon
  /// enough for the caller to be answered.
  void leave();

  /// Joins the pool through the address, a host with or without a port.
  void join(String address, boolean wan);

  /// Declares a failed member to have left, and forgets it when pruning.
  void forceLeave(String node, boolean prune, boolean wan);

  /// Saves and restores the state of the servers.
  Snapshots snapshots();

  /// Sends a user event through the gossip pool, with the id that is already in it.
  ///
  /// @param datacenter whose pool; empty for the own one
  void fire(UserEvent event, String datacenter, String token) throws InterruptedException;

  /// The last 256 user events, oldest first.
  List<UserEvent> events();

  /// Completes after the next user event has been added to [#events]. Take it first, then look.
  CompletableFuture<Void> nextEvent();

  /// Follows the log from now on.
  ///
  /// @param level `trace`, `debug`, `info`, `warn` or `error`
  LogWatch watchLog(String level, boolean json, LogWatch.Lines lines);

  /// The command line the agent was started with.
  List<String> commandLine();
}
