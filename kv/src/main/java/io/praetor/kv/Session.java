// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.DURATION_NANOS;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRINGS;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.GoDuration;
import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A session: what holds locks, for as long as its node, its checks and its time to live last. A
/// null list is Go's nil, which JSON shows as `null`.
///
/// @param ttl a Go duration as the client wrote it, empty for none @param checks the old form of
/// `nodeChecks`; not in JSON output
public record Session(
    String id,
    String name,
    String node,
    Duration lockDelay,
    String behavior,
    String ttl,
    @Nullable List<String> nodeChecks,
    @Nullable List<ServiceCheck> serviceChecks,
    @Nullable List<String> checks,
    long createIndex,
    long modifyIndex) {

  /// Locks are released when the session ends.
  public static final String RELEASE = "release";

  /// Keys are deleted when the session ends.
  public static final String DELETE = "delete";

  public static final Struct<Session> CODEC =
      Struct.<Session>named("Session")
          .field("ID", STRING, Session::id)
          .field("Name", STRING, Session::name)
          .field("Node", STRING, Session::node)
          .field("LockDelay", DURATION_NANOS, Session::lockDelay)
          .field("Behavior", STRING, Session::behavior)
          .field("TTL", STRING, Session::ttl)
          .field("NodeChecks", nullable(STRINGS), Session::nodeChecks)
          .field("ServiceChecks", nullable(list(ServiceCheck.CODEC)), Session::serviceChecks)
          .msgpackOnly("Checks", nullable(STRINGS), Session::checks)
          .field("CreateIndex", ULONG, Session::createIndex)
          .field("ModifyIndex", ULONG, Session::modifyIndex)
          .build(
              v ->
                  new Session(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10)));

  public Session {
    nodeChecks = nodeChecks == null ? null : List.copyOf(nodeChecks);
    serviceChecks = serviceChecks == null ? null : List.copyOf(serviceChecks);
    checks = checks == null ? null : List.copyOf(checks);
  }

  /// A request that names only a session.
  public static Session ofId(String id) {
    return new Session(id, "", "", Duration.ZERO, "", "", null, null, null, 0, 0);
  }

  /// All checks that must not become critical.
  public List<String> checkIds() {
    Stream<String> services =
        serviceChecks == null ? Stream.of() : serviceChecks.stream().map(ServiceCheck::id);
    return Stream.of(orEmpty(checks), orEmpty(nodeChecks), services)
        .flatMap(ids -> ids)
        .distinct()
        .toList();
  }

  private static Stream<String> orEmpty(@Nullable List<String> ids) {
    return ids == null ? Stream.of() : ids.stream();
  }

  /// Zero when there is none, or when the text is no duration: it is checked before it is logged,
  /// and whatever a log says, the state must come out alike on every server.
  public Duration timeToLive() {
    try {
      return ttl.isEmpty() ? Duration.ZERO : GoDuration.parse(ttl);
    } catch (GoDuration.InvalidDuration e) {
      return Duration.ZERO;
    }
  }

  public Session withId(String newId) {
    return new Session(
        newId,
        name,
        node,
        lockDelay,
        behavior,
        ttl,
        nodeChecks,
        serviceChecks,
        checks,
        createIndex,
        modifyIndex);
  }

  public Session withBehavior(String newBehavior) {
    return new Session(
        id,
        name,
        node,
        lockDelay,
        newBehavior,
        ttl,
        nodeChecks,
        serviceChecks,
        checks,
        createIndex,
        modifyIndex);
  }

  Session withIndexes(long create, long modify) {
    return new Session(
        id,
        name,
        node,
        lockDelay,
        behavior,
        ttl,
        nodeChecks,
        serviceChecks,
        checks,
        create,
        modify);
  }
}
