// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Begins or ends a session: the argument of `Session.Apply` and the body of log entries of type 3.
public record SessionRequest(String datacenter, String op, Session session, String token) {
  public static final String CREATE = "create";
  public static final String DESTROY = "destroy";

  public static final Struct<SessionRequest> CODEC =
      Struct.<SessionRequest>named("SessionRequest")
          .field("Datacenter", STRING, SessionRequest::datacenter)
          .field("Op", STRING, SessionRequest::op)
          .field("Session", Session.CODEC, SessionRequest::session)
          .field("Token", STRING, SessionRequest::token)
          .build(v -> new SessionRequest(v.get(0), v.get(1), v.get(2), v.get(3)));

  public static SessionRequest create(Session session) {
    return new SessionRequest("", CREATE, session, "");
  }

  public static SessionRequest destroy(String id) {
    return new SessionRequest("", DESTROY, Session.ofId(id), "");
  }
}
