// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.gossip.core.serf.KeyQuery;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.KeyringRequest;
import io.praetor.rpc.KeyringResponse;
import java.util.Map;

/// Asks the members of one pool about its keys, and says what they answered as Consul's RPC does.
public final class PoolKeys {
  private PoolKeys() {}

  /// Waits for the members.
  public static KeyringResponse ask(
      Members members, KeyringRequest request, boolean wan, String datacenter) {
    KeyQuery.Operation operation =
        switch (request.operation()) {
          case LIST -> KeyQuery.Operation.LIST;
          case INSTALL -> KeyQuery.Operation.INSTALL;
          case USE -> KeyQuery.Operation.USE;
          case REMOVE -> KeyQuery.Operation.REMOVE;
        };
    try {
      KeyQuery.Result result = members.keys(operation, request.key(), request.relayFactor(), wan);
      return new KeyringResponse(
          wan,
          datacenter,
          "",
          result.messages(),
          result.keys(),
          result.primaryKeys(),
          result.members(),
          result.error());
    } catch (ConsulException e) {
      return new KeyringResponse(wan, datacenter, "", Map.of(), Map.of(), Map.of(), 0, e.text());
    }
  }
}
