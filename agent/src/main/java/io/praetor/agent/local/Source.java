// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

/// Who registered something: the configuration of the agent, or a caller of its API. The word stands
/// in the files.
public enum Source {
  LOCAL("local"),
  REMOTE("remote");

  private final String word;

  Source(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /// An unknown word counts as a caller, as in files that older agents wrote.
  static Source of(String word) {
    return word.equals(LOCAL.word) ? LOCAL : REMOTE;
  }
}
