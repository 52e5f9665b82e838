// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.config.LimitsConfig.RequestLimitsMode;
import java.time.Duration;

/// Makes the limits of requests and connections.
final class LimitsBuilder {
  private final Draft draft;
  private final Settings settings;

  LimitsBuilder(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
  }

  LimitsConfig limits(
      Duration httpsHandshake, Duration rpcClient, Duration rpcHandshake, Duration rpcHold) {
    return new LimitsConfig(
        draft.integer("limits.http_max_conns_per_client"),
        httpsHandshake,
        requestLimitsMode(),
        draft.rate("limits.request_limits.read_rate", -1),
        draft.rate("limits.request_limits.write_rate", -1),
        rpcClient,
        rpcHandshake,
        rpcHold,
        draft.integer("limits.rpc_max_burst"),
        draft.integer("limits.rpc_max_conns_per_client"),
        draft.rate("limits.rpc_rate", -1),
        settings.integer("limits.kv_max_value_size"),
        settings.integer("limits.txn_max_req_len"));
  }

  private RequestLimitsMode requestLimitsMode() {
    String mode = settings.string("limits.request_limits.mode");
    return switch (mode) {
      case "disabled", "" -> RequestLimitsMode.DISABLED;
      case "permissive" -> RequestLimitsMode.PERMISSIVE;
      case "enforcing" -> RequestLimitsMode.ENFORCING;
      default -> {
        draft.fault("limits.request_limits.mode: invalid mode: " + GoText.quote(mode));
        yield RequestLimitsMode.DISABLED;
      }
    };
  }
}
