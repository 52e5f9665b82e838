// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.catalog.Coordinate;
import io.praetor.catalog.DatacenterMap;
import io.praetor.catalog.Vivaldi;
import io.praetor.http.filter.Filter;
import io.praetor.raft.RaftNode;
import io.praetor.rpc.CoordinateQueue;
import io.praetor.rpc.LeaderSessions;
import io.praetor.rpc.ServerContext;
import io.praetor.rpc.autopilot.AutopilotState;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// What this server lends to the methods that it runs.
record ServerFacilities(
    Store store,
    RaftNode raft,
    String datacenter,
    String nodeName,
    Duration sessionTtlFloor,
    LeaderSessions sessions,
    CoordinateQueue coordinates,
    Supplier<AutopilotState> autopilotState,
    BiConsumer<String, Bytes> fire)
    implements ServerContext {
  /// Of the space of network coordinates, besides the height.
  private static final int DIMENSIONS = 8;

  @Override
  public void fireEvent(String name, Bytes payload) {
    fire.accept(name, payload);
  }

  @Override
  public String filterFault(String expression) {
    return Filter.syntaxFault(expression);
  }

  @Override
  public Snapshot snapshot() {
    return store.snapshot();
  }

  @Override
  public AutopilotState autopilot() {
    return autopilotState.get();
  }

  /// Consul's own floor holds when none is configured.
  @Override
  public Duration sessionTtlMin() {
    return sessionTtlFloor.isZero() ? ServerContext.super.sessionTtlMin() : sessionTtlFloor;
  }

  /// Alone in the WAN pool, this server is where every coordinate starts.
  @Override
  public List<DatacenterMap> datacenters() {
    Vivaldi origin = new Vivaldi(Collections.nCopies(DIMENSIONS, 0.0), 1.5, 0, 1e-5);
    return List.of(
        new DatacenterMap(datacenter, "wan", List.of(new Coordinate(nodeName, "", "", origin))));
  }

  @Override
  public long nowNanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public String newUuid() {
    return UUID.randomUUID().toString();
  }
}
