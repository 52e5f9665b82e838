// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;

/// The last heartbeat of a TTL check, as it stands in `checks/state`.
///
/// @param expiresUnixSeconds after that the heartbeat no longer counts
record StoredState(String checkId, String output, String status, long expiresUnixSeconds) {
  static final Struct<StoredState> CODEC =
      Struct.<StoredState>named("persistedCheckState")
          .field("CheckID", Codecs.STRING, StoredState::checkId)
          .field("Output", Codecs.STRING, StoredState::output)
          .field("Status", Codecs.STRING, StoredState::status)
          .field("Expires", Codecs.LONG, StoredState::expiresUnixSeconds)
          .build(v -> new StoredState(v.get(0), v.get(1), v.get(2), v.get(3)));
}
