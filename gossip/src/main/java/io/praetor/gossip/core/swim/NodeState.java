// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import org.jspecify.annotations.Nullable;

/// What a node is believed to be, with its number in a push/pull.
public enum NodeState {
  ALIVE(0),
  SUSPECT(1),
  DEAD(2),
  LEFT(3);

  private final int number;

  NodeState(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static @Nullable NodeState of(int number) {
    for (NodeState state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    return null;
  }

  boolean gone() {
    return this == DEAD || this == LEFT;
  }
}
