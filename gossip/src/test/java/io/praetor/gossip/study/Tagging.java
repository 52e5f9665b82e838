// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import java.util.Map;

/// Tags as long as those of a client agent, so that messages are as long as theirs.
final class Tagging {
  private Tagging() {}

  static Map<String, String> client() {
    return Map.of(
        "role", "node",
        "dc", "dc1",
        "segment", "",
        "id", "7c1d4f10-9c5e-4b1f-8f3e-0a6f4f2b9d31",
        "vsn", "2",
        "vsn_min", "2",
        "vsn_max", "3",
        "build", "1.22.5:5a2e1a28");
  }
}
