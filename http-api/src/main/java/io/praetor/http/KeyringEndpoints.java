// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.post;
import static io.praetor.http.Endpoint.put;

import io.praetor.rpc.KeyringMethods;
import io.praetor.rpc.KeyringRequest;
import io.praetor.rpc.KeyringRequest.Operation;
import io.praetor.rpc.KeyringResponse;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.GoNumber;
import io.praetor.wire.Struct;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// `/v1/operator/keyring`: the keys that encrypt gossip, in all pools at once.
final class KeyringEndpoints {
  private static final int MAX_RELAYS = 5;
  private static final Codec<List<KeyringResponse>> RESPONSES = Codecs.list(KeyringResponse.CODEC);

  private static final Codec<String> KEY =
      Struct.<String>named("keyringArgs")
          .field("Key", Codecs.STRING, key -> key)
          .build(v -> v.get(0));

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/operator/keyring")
              .acl("keyring:read")
              .params("relay-factor", "local-only")
              .answers(KeyringEndpoints::list),
          post("/v1/operator/keyring")
              .acl("keyring:write")
              .params("relay-factor", "local-only")
              .answers(call -> change(call, Operation.INSTALL)),
          put("/v1/operator/keyring")
              .acl("keyring:write")
              .params("relay-factor", "local-only")
              .answers(call -> change(call, Operation.USE)),
          delete("/v1/operator/keyring")
              .acl("keyring:write")
              .params("relay-factor", "local-only")
              .answers(call -> change(call, Operation.REMOVE)));

  private KeyringEndpoints() {}

  private static Answer list(Call call) throws InterruptedException {
    int relays = relays(call.params());
    boolean localOnly = localOnly(call.params());
    return Answer.json(
        RESPONSES, asked(call, new KeyringRequest(Operation.LIST, "", false, relays, localOnly)));
  }

  private static Answer change(Call call, Operation operation)
      throws IOException, InterruptedException {
    String key = call.body(KEY, ConsulError.DECODE);
    int relays = relays(call.params());
    if (localOnly(call.params())) {
      throw ApiException.badRequest(
          "Invalid use of local-only: local-only can only be set for list requests");
    }
    asked(call, new KeyringRequest(operation, key, false, relays, false));
    return operation == Operation.REMOVE
        ? new Answer.Raw(200, "application/json", new byte[0])
        : Answer.DONE;
  }

  private static int relays(Params params) {
    String text = params.get("relay-factor");
    if (text.isEmpty()) {
      return 0;
    }
    long relays;
    try {
      relays = GoNumber.parseInt(text, 10, 64);
    } catch (GoNumber.InvalidNumber e) {
      throw ApiException.badRequest(
          "Error parsing relay factor: "
              + String.valueOf(e.getMessage()).replace("strconv.ParseInt", "strconv.Atoi"));
    }
    if (relays < 0 || relays > MAX_RELAYS) {
      throw ApiException.badRequest(
          "Invalid relay-factor: Relay factor must be in range: [0, " + MAX_RELAYS + "]");
    }
    return (int) relays;
  }

  private static boolean localOnly(Params params) {
    String text = params.get("local-only");
    if (text.isEmpty()) {
      return false;
    }
    try {
      return GoNumber.parseBool(text);
    } catch (GoNumber.InvalidNumber e) {
      throw ApiException.badRequest("Error parsing local-only: " + e.getMessage());
    }
  }

  /// What each pool answered; any failure is one of the whole, told member by member.
  private static List<KeyringResponse> asked(Call call, KeyringRequest request)
      throws InterruptedException {
    List<KeyringResponse> responses = call.askHere(KeyringMethods.OPERATE, request);
    List<String> errors = new ArrayList<>();
    for (KeyringResponse response : responses) {
      if (!response.error().isEmpty()) {
        String pool = response.wan() ? "WAN" : response.datacenter() + " (LAN)";
        errors.add(pool + " error: " + response.error());
        new TreeMap<>(response.messages()).forEach((node, text) -> errors.add(node + ": " + text));
      }
    }
    if (!errors.isEmpty()) {
      StringBuilder text = new StringBuilder();
      text.append(errors.size()).append(errors.size() == 1 ? " error" : " errors");
      text.append(" occurred:\n");
      errors.forEach(error -> text.append("\t* ").append(error).append('\n'));
      throw new ApiException(500, text.append('\n').toString());
    }
    return responses;
  }
}
