// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads whom to join, with templates resolved.
final class JoinBuilder {
  private final Draft draft;
  private final Settings settings;

  JoinBuilder(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
  }

  JoinConfig join() {
    Duration lan = draft.duration("retry_interval");
    Duration wan = draft.duration("retry_interval_wan");
    return new JoinConfig(
        new JoinConfig.Pool(expanded("retry_join"), lan, draft.integer("retry_max")),
        new JoinConfig.Pool(expanded("retry_join_wan"), wan, draft.integer("retry_max_wan")));
  }

  /// Templates may give several addresses; plain text and `provider=` phrases pass as they are.
  private List<String> expanded(String key) {
    List<String> addresses = new ArrayList<>();
    for (String text : settings.strings(key)) {
      if (!text.contains("{{")) {
        addresses.add(text);
        continue;
      }
      String resolved = draft.resolved(key, text);
      for (String part : resolved.split("\\s+")) {
        if (!part.isEmpty()) {
          addresses.add(part);
        }
      }
    }
    return addresses;
  }
}
