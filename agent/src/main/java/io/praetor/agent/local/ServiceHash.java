// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.NodeService;
import io.praetor.wire.Json;

/// The hash that `/v1/agent/service/:id?hash=` waits on: FNV-1a, 64 bits, over the JSON of the
/// service. Consul's own value differs; clients only ever send back what they were given.
final class ServiceHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private ServiceHash() {}

  static String of(NodeService service) {
    long hash = OFFSET;
    for (byte b : Json.write(NodeService.CODEC, service.withIndexes(0, 0))) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return Long.toHexString(hash);
  }
}
