// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRINGS;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.kv.ServiceCheck;
import io.praetor.kv.Session;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.GoDuration;
import io.praetor.wire.Kind;
import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `PUT /v1/session/create`. What a caller leaves out is not the same as what it sends
/// empty: no checks at all is what an empty list asks for, the node's health is the default.
///
/// @param checks the old name of `NodeChecks`; an empty list in it empties both
record SessionBody(
    String name,
    String node,
    Duration lockDelay,
    String behavior,
    String ttl,
    @Nullable List<String> nodeChecks,
    @Nullable List<ServiceCheck> serviceChecks,
    @Nullable List<String> checks) {
  private static final Duration DEFAULT_LOCK_DELAY = Duration.ofSeconds(15);
  private static final List<String> DEFAULT_CHECKS = List.of("serfHealth");

  /// A number below this is taken for seconds, a larger one for nanoseconds.
  private static final long SECONDS_BELOW = 1000;

  private static final Codec<Duration> LOCK_DELAY =
      Codecs.of(
          (out, value) -> out.string(GoDuration.format(value)),
          SessionBody::readLockDelay,
          DEFAULT_LOCK_DELAY,
          value -> false);

  static final Struct<SessionBody> CODEC =
      Struct.<SessionBody>named("Session")
          .field("Name", STRING, SessionBody::name)
          .field("Node", STRING, SessionBody::node)
          .field("LockDelay", LOCK_DELAY, SessionBody::lockDelay)
          .field("Behavior", STRING, SessionBody::behavior)
          .field("TTL", STRING, SessionBody::ttl)
          .fieldOr("NodeChecks", nullable(STRINGS), SessionBody::nodeChecks, DEFAULT_CHECKS)
          .field("ServiceChecks", nullable(list(ServiceCheck.CODEC)), SessionBody::serviceChecks)
          .fieldOr("Checks", nullable(STRINGS), SessionBody::checks, DEFAULT_CHECKS)
          .build(
              v ->
                  new SessionBody(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7)));

  private static Duration readLockDelay(Decoder in) {
    if (in.peek() == Kind.STRING) {
      try {
        return GoDuration.parse(in.string());
      } catch (GoDuration.InvalidDuration e) {
        throw DecodeException.invalid(String.valueOf(e.getMessage()));
      }
    }
    if (in.peek() == Kind.INTEGER || in.peek() == Kind.FLOAT) {
      long number = (long) in.float64();
      return number < SECONDS_BELOW ? Duration.ofSeconds(number) : Duration.ofNanos(number);
    }
    boolean absent = in.peek() == Kind.NIL;
    in.skip();
    return absent ? DEFAULT_LOCK_DELAY : Duration.ZERO;
  }

  /// The session to create; the id is the servers' to give.
  Session session(String ownNode) {
    boolean none = checks == null || checks.isEmpty();
    return new Session(
        "",
        name,
        node.isEmpty() ? ownNode : node,
        lockDelay,
        behavior,
        ttl,
        none ? List.of() : nodeChecks,
        serviceChecks,
        none || checks == DEFAULT_CHECKS ? null : checks,
        0,
        0);
  }
}
