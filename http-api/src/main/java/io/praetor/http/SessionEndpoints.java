// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;

import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.kv.Session;
import io.praetor.kv.SessionRequest;
import io.praetor.rpc.SessionMethods;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Struct;
import java.io.IOException;
import java.util.List;

/// `/v1/session`: sessions, which hold locks and end with their node or checks.
final class SessionEndpoints {
  /// The answer of a create.
  private record Created(String id) {
    static final Struct<Created> CODEC =
        Struct.<Created>named("sessionCreateResponse")
            .field("ID", Codecs.STRING, Created::id)
            .build(v -> new Created(v.get(0)));
  }

  static final List<Endpoint> LIST =
      List.of(
          put("/v1/session/create")
              .scope(Scope.NAMESPACE)
              .acl("session:write")
              .answers(SessionEndpoints::create),
          put("/v1/session/destroy/{session*}")
              .scope(Scope.NAMESPACE)
              .acl("session:write")
              .answers(
                  call -> {
                    String id = call.required("session");
                    String none = call.write(SessionMethods.APPLY, SessionRequest.destroy(id));
                    return Answer.bool(none.isEmpty());
                  }),
          put("/v1/session/renew/{session*}")
              .scope(Scope.NAMESPACE)
              .acl("session:write")
              .answers(SessionEndpoints::renew),
          get("/v1/session/info/{session*}")
              .blocking()
              .marks(Mark.META_ON_ERROR)
              .scope(Scope.NAMESPACE)
              .acl("session:read filter")
              .answers(
                  call ->
                      sessions(
                          call.read(
                              SessionMethods.GET,
                              new SessionMethods.SessionSpecificRequest(
                                  call.required("session"))))),
          get("/v1/session/node/{node*}")
              .blocking()
              .marks(Mark.META_ON_ERROR)
              .scope(Scope.NAMESPACE)
              .acl("session:read filter")
              .answers(
                  call ->
                      sessions(
                          call.read(
                              SessionMethods.NODE_SESSIONS,
                              new SessionMethods.NodeRequest(call.required("node name"))))),
          get("/v1/session/list")
              .blocking()
              .marks(Mark.META_ON_ERROR)
              .scope(Scope.NAMESPACE)
              .acl("session:read filter")
              .answers(
                  call -> sessions(call.read(SessionMethods.LIST, SessionMethods.AllRequest.ALL))));

  private SessionEndpoints() {}

  private static Answer sessions(List<Session> found) {
    return Answer.list(Session.CODEC, found);
  }

  private static Answer create(Call call) throws IOException, InterruptedException {
    SessionBody body =
        call.request().body().declaredLength() == 0
            ? SessionBody.CODEC.zero()
            : call.body(SessionBody.CODEC, ConsulError.DECODE, Decoder.Unknown.IGNORE);
    Session session = body.session(call.config().nodeName());
    return Answer.json(
        Created.CODEC,
        new Created(call.write(SessionMethods.APPLY, SessionRequest.create(session))));
  }

  private static Answer renew(Call call) throws InterruptedException {
    String id = call.required("session");
    List<Session> renewed =
        call.ask(SessionMethods.RENEW, new SessionMethods.SessionSpecificRequest(id));
    if (renewed.isEmpty()) {
      throw new ApiException(404, "Session id '" + id + "' not found");
    }
    return sessions(renewed);
  }
}
