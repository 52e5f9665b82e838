// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.post;

import io.praetor.http.Endpoint.Mark;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.OperatorMethods;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.List;

/// `/v1/operator`: the care of the servers.
final class OperatorEndpoints {
  private static final Codec<Boolean> TRANSFERRED =
      Struct.<Boolean>named("TransferLeaderResponse")
          .field("Success", Codecs.BOOL, done -> done)
          .build(v -> v.get(0));

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/operator/raft/configuration")
              .marks(Mark.STALE)
              .acl("operator:read")
              .answers(
                  call ->
                      Answer.json(
                          OperatorMethods.RaftConfiguration.CODEC,
                          call.ask(
                              OperatorMethods.RAFT_CONFIGURATION, ConnectMethods.NoArgument.NONE))),
          post("/v1/operator/raft/transfer-leader")
              .acl("operator:write")
              .params("id")
              .answers(
                  call ->
                      Answer.json(
                          TRANSFERRED,
                          call.ask(
                              OperatorMethods.TRANSFER_LEADER,
                              new OperatorMethods.Peer(call.params().get("id"), "")))),
          delete("/v1/operator/raft/peer")
              .acl("operator:write")
              .params("id", "address")
              .answers(OperatorEndpoints::removePeer),
          get("/v1/operator/utilization")
              .acl("operator:read")
              .answers(
                  call -> {
                    throw new ApiException(404, "operator utilization requires Consul Enterprise");
                  }));

  private OperatorEndpoints() {}

  private static Answer removePeer(Call call) throws InterruptedException {
    Params params = call.params();
    String id = params.get("id");
    String address = params.get("address");
    if (id.isEmpty() && address.isEmpty()) {
      throw ApiException.badRequest(
          "Must specify either ?id with the server's ID or ?address with IP:port of peer to remove");
    }
    if (!id.isEmpty() && !address.isEmpty()) {
      throw ApiException.badRequest("Must specify only one of ?id or ?address");
    }
    OperatorMethods.Peer peer = new OperatorMethods.Peer(id, address);
    call.ask(
        id.isEmpty() ? OperatorMethods.REMOVE_PEER_BY_ADDRESS : OperatorMethods.REMOVE_PEER_BY_ID,
        peer);
    return Answer.DONE;
  }
}
