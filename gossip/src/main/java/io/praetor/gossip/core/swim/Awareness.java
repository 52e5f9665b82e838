// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

/// Lifeguard's measure of our own health: 0 is well; the worse, the longer we wait for others.
final class Awareness {
  private final int max;
  private int score;

  Awareness(int max) {
    this.max = max;
  }

  void apply(int delta) {
    score = Math.clamp(score + (long) delta, 0, max - 1);
  }

  int score() {
    return score;
  }

  long scale(long timeout) {
    return timeout * (score + 1);
  }
}
