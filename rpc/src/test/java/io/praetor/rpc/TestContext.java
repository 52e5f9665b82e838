// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.raft.RaftNode;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A server of `dc1` for tests, which gives its ids in order. What is null must not be asked for.
record TestContext(
    Store store,
    RaftNode raft,
    LongSupplier nanos,
    @Nullable LeaderSessions leaderSessions,
    @Nullable CoordinateQueue coordinateQueue,
    AtomicLong ids)
    implements ServerContext {

  static TestContext of(
      Store store,
      RaftNode raft,
      LongSupplier nanos,
      @Nullable LeaderSessions sessions,
      @Nullable CoordinateQueue coordinates) {
    return new TestContext(store, raft, nanos, sessions, coordinates, new AtomicLong());
  }

  @Override
  public Snapshot snapshot() {
    return store.snapshot();
  }

  @Override
  public String datacenter() {
    return "dc1";
  }

  @Override
  public long nowNanos() {
    return nanos.getAsLong();
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public String newUuid() {
    return "00000000-0000-4000-8000-%012d".formatted(ids.incrementAndGet());
  }

  @Override
  public LeaderSessions sessions() {
    return used(leaderSessions);
  }

  @Override
  public CoordinateQueue coordinates() {
    return used(coordinateQueue);
  }

  private static <T> T used(@Nullable T part) {
    if (part == null) {
      throw new AssertionError("not used here");
    }
    return part;
  }
}
