// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import io.praetor.store.ChangeHook;
import io.praetor.store.WriteTxn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How sessions hang on the catalog: what must exist for one to begin, and what ends it.
final class SessionCascade {
  static final List<ChangeHook<?>> HOOKS = List.of();

  private SessionCascade() {}

  /// Consul's text for why the session cannot begin, or null.
  static @Nullable String fault(WriteTxn txn, Session session) {
    return null;
  }
}
