// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.LONG;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;

import io.praetor.wire.Codec;
import io.praetor.wire.Struct;
import java.util.ArrayList;
import java.util.List;

/// The method by which the keys of all gossip pools are shown or changed at once.
public final class KeyringMethods {
  /// Consul's KeyringResponses, which fills in nothing of the members that replies to reads have.
  private static final Codec<List<KeyringResponse>> RESPONSES =
      Struct.<List<KeyringResponse>>named("KeyringResponses")
          .field("Responses", list(KeyringResponse.CODEC), responses -> responses)
          .field("Backend", LONG, responses -> 0L)
          .field("ConsistencyLevel", STRING, responses -> "")
          .field("Index", ULONG, responses -> 0L)
          .field("KnownLeader", BOOL, responses -> false)
          .field("LastContact", LONG, responses -> 0L)
          .field("NotModified", BOOL, responses -> false)
          .field("ResultsFilteredByACLs", BOOL, responses -> false)
          .build(v -> v.get(0));

  /// Asks the WAN pool, the LAN pool, and, through their servers, the LAN pools of all other
  /// datacenters. One answer for each pool, in this order; it fails when a datacenter cannot be asked.
  public static final Method.Ask<KeyringRequest, List<KeyringResponse>> OPERATE =
      Method.askAny(
          "Internal.KeyringOperation", KeyringRequest.CODEC, RESPONSES, KeyringMethods::operate);

  private KeyringMethods() {}

  private static List<KeyringResponse> operate(ServerContext server, KeyringRequest request)
      throws InterruptedException {
    if (request.localOnly() && request.operation() != KeyringRequest.Operation.LIST) {
      throw new ConsulException("argument error: LocalOnly can only be used for List operations");
    }
    boolean everywhere = !request.localOnly() && !request.forwarded();
    List<KeyringResponse> responses = new ArrayList<>();
    if (everywhere) {
      responses.addAll(server.keyring(request, true));
    }
    responses.addAll(server.keyring(request, false));
    if (everywhere) {
      for (String datacenter : server.wan().nearestFirst()) {
        if (!datacenter.equals(server.datacenter())) {
          responses.addAll(
              server
                  .elsewhere()
                  .ask(OPERATE, request.asForwarded(), new WriteOptions("", datacenter)));
        }
      }
    }
    return responses;
  }
}
