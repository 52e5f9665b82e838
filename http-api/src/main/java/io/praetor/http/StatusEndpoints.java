// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;

import io.praetor.http.Endpoint.Mark;
import io.praetor.rpc.ConsulException;
import io.praetor.wire.Codecs;
import java.util.List;

/// `/v1/status`: who leads. Answered without a leader too, since that is what it is asked for.
final class StatusEndpoints {
  static final List<Endpoint> LIST =
      List.of(
          get("/v1/status/leader")
              .marks(Mark.STALE)
              .acl("none")
              .answers(
                  call -> {
                    ownDatacenter(call);
                    return Answer.json(Codecs.STRING, call.agent().raftLeader());
                  }),
          get("/v1/status/peers")
              .marks(Mark.STALE)
              .acl("none")
              .answers(
                  call -> {
                    ownDatacenter(call);
                    return Answer.json(Codecs.STRINGS, call.agent().raftPeers());
                  }));

  private StatusEndpoints() {}

  private static void ownDatacenter(Call call) {
    if (!call.options().datacenter().equals(call.config().datacenter())) {
      throw ConsulException.noPathToDatacenter();
    }
  }
}
