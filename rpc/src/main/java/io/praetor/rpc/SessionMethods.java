// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_NANOS;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.listOrNil;

import io.praetor.kv.Session;
import io.praetor.kv.SessionQueries;
import io.praetor.kv.SessionRequest;
import io.praetor.wire.Codec;
import io.praetor.wire.GoDuration;
import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;

/// The methods of sessions.
public final class SessionMethods {
  private static final Duration MAX_TTL = Duration.ofHours(24);

  /// One session by its id (Consul's SessionSpecificRequest).
  public record SessionSpecificRequest(String sessionId) {
    public static final Struct<SessionSpecificRequest> CODEC =
        Struct.<SessionSpecificRequest>named("SessionSpecificRequest")
            // Agents before 1.7 know only the first name; those after it send both.
            .field("Session", STRING, SessionSpecificRequest::sessionId)
            .field("SessionID", STRING, SessionSpecificRequest::sessionId)
            .build(
                v -> {
                  String id = v.get(1);
                  return new SessionSpecificRequest(id.isEmpty() ? v.get(0) : id);
                });
  }

  /// One node by its name (Consul's NodeSpecificRequest).
  public record NodeRequest(String node) {
    public static final Struct<NodeRequest> CODEC =
        Struct.<NodeRequest>named("NodeSpecificRequest")
            .field("Node", STRING, NodeRequest::node)
            .build(v -> new NodeRequest(v.get(0)));
  }

  /// All of them.
  public record AllRequest() {
    public static final AllRequest ALL = new AllRequest();
    public static final Struct<AllRequest> CODEC =
        Struct.<AllRequest>named("SessionSpecificRequest").build(v -> ALL);
  }

  private static final Codec<List<Session>> SESSIONS =
      Struct.<List<Session>>named("IndexedSessions")
          .field("Sessions", listOrNil(Session.CODEC), sessions -> sessions)
          .build(v -> v.get(0));

  /// The reply of a renewal says the session's index, but not whether there is a leader.
  private static final Codec<List<Session>> RENEWED =
      Struct.<List<Session>>named("IndexedSessions")
          .field("Sessions", listOrNil(Session.CODEC), sessions -> sessions)
          .field("Backend", INT, sessions -> 0)
          .field("ConsistencyLevel", STRING, sessions -> "")
          .field("Index", ULONG, SessionMethods::index)
          .field("KnownLeader", BOOL, sessions -> false)
          .field("LastContact", DURATION_NANOS, sessions -> Duration.ZERO)
          .field("NotModified", BOOL, sessions -> false)
          .field("ResultsFilteredByACLs", BOOL, sessions -> false)
          .build(v -> v.get(0));

  /// None or one.
  public static final Method.Read<SessionSpecificRequest, List<Session>> GET =
      Method.read(
          "Session.Get",
          SessionSpecificRequest.CODEC,
          SESSIONS,
          (snapshot, request) -> SessionQueries.get(snapshot, request.sessionId()));

  public static final Method.Read<AllRequest, List<Session>> LIST =
      Method.read(
          "Session.List",
          AllRequest.CODEC,
          SESSIONS,
          (snapshot, request) -> SessionQueries.list(snapshot));

  public static final Method.Read<NodeRequest, List<Session>> NODE_SESSIONS =
      Method.read(
          "Session.NodeSessions",
          NodeRequest.CODEC,
          SESSIONS,
          (snapshot, request) -> SessionQueries.ofNode(snapshot, request.node()));

  /// Begins or ends a session and answers its id; an empty text when it ended.
  public static final Method.Write<SessionRequest, String> APPLY =
      Method.write("Session.Apply", SessionRequest.CODEC, STRING, SessionMethods::decide);

  /// Starts the session's time anew; answers none when it does not exist.
  public static final Method.Ask<SessionSpecificRequest, List<Session>> RENEW =
      Method.ask("Session.Renew", SessionSpecificRequest.CODEC, RENEWED, SessionMethods::renew)
          .changing();

  private SessionMethods() {}

  private static Decision<String> decide(ServerContext server, SessionRequest request) {
    return switch (request.op()) {
      case SessionRequest.CREATE -> create(server, request);
      case SessionRequest.DESTROY -> destroy(request);
      default -> throw new ConsulException("Invalid session operation '" + request.op() + "'");
    };
  }

  private static Decision<String> create(ServerContext server, SessionRequest request) {
    Session session = request.session();
    if (session.node().isEmpty()) {
      throw new ConsulException("Must provide Node");
    }
    Session named = session.withBehavior(behavior(session.behavior())).withId(freshId(server));
    checkTtl(session.ttl(), server.sessionTtlMin());
    SessionRequest logged =
        new SessionRequest(request.datacenter(), request.op(), named, request.token());
    return Decision.propose(Commands.SESSION, logged, "apply failed: ", result -> named.id());
  }

  private static String behavior(String asked) {
    return switch (asked) {
      case "" -> Session.RELEASE;
      case Session.RELEASE, Session.DELETE -> asked;
      default -> throw new ConsulException("Invalid Behavior setting '" + asked + "'");
    };
  }

  private static void checkTtl(String text, Duration least) {
    if (text.isEmpty()) {
      return;
    }
    try {
      Duration ttl = GoDuration.parse(text);
      if (!ttl.isZero() && (ttl.compareTo(least) < 0 || ttl.compareTo(MAX_TTL) > 0)) {
        throw new ConsulException(
            "Invalid Session TTL '"
                + GoDuration.nanos(ttl)
                + "', must be between ["
                + GoDuration.format(least)
                + "="
                + GoDuration.format(MAX_TTL)
                + "]");
      }
    } catch (GoDuration.InvalidDuration e) {
      throw new ConsulException("Session TTL '" + text + "' invalid: " + e.getMessage());
    }
  }

  private static String freshId(ServerContext server) {
    while (true) {
      String id = server.newUuid();
      if (SessionQueries.get(server.snapshot(), id).value().isEmpty()) {
        return id;
      }
    }
  }

  private static Decision<String> destroy(SessionRequest request) {
    if (request.session().id().isEmpty()) {
      throw new ConsulException("Must provide ID");
    }
    return Decision.propose(Commands.SESSION, request, "apply failed: ", result -> "");
  }

  private static long index(List<Session> sessions) {
    return sessions.isEmpty() ? 0 : sessions.getFirst().modifyIndex();
  }

  private static List<Session> renew(ServerContext server, SessionSpecificRequest request) {
    List<Session> found = SessionQueries.get(server.snapshot(), request.sessionId()).value();
    for (Session session : found) {
      Duration ttl = session.timeToLive();
      if (!ttl.isZero()) {
        server.sessions().reset(session.id(), ttl);
      }
    }
    return found;
  }
}
