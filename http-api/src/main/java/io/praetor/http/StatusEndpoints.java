// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;

import io.praetor.http.Endpoint.Mark;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.StatusMethods;
import io.praetor.wire.Codecs;
import java.util.List;

/// `/v1/status`: who leads, in whichever datacenter. Answered without a leader too, since that is what
/// it is asked for.
final class StatusEndpoints {
  static final List<Endpoint> LIST =
      List.of(
          get("/v1/status/leader")
              .marks(Mark.STALE)
              .acl("none")
              .answers(
                  call ->
                      Answer.json(
                          Codecs.STRING,
                          call.ask(StatusMethods.LEADER, ConnectMethods.NoArgument.NONE))),
          get("/v1/status/peers")
              .marks(Mark.STALE)
              .acl("none")
              .answers(
                  call ->
                      Answer.json(
                          Codecs.STRINGS,
                          call.ask(StatusMethods.PEERS, ConnectMethods.NoArgument.NONE))));

  private StatusEndpoints() {}
}
