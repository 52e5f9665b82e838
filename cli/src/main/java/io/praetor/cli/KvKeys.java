// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;

/// What the `kv` commands share about names.
final class KvKeys {
  private KvKeys() {}

  /// Consul's read and delete commands forgive one leading slash.
  static String withoutSlash(String key) {
    return key.startsWith("/") ? key.substring(1) : key;
  }

  static ApiRequest request(ApiClient agent, String key, boolean recurse) {
    ApiRequest request = agent.get("/v1/kv/" + key);
    return recurse ? request.query("recurse", "") : request;
  }
}
