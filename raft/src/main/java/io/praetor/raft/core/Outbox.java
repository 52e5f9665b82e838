// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import java.util.ArrayList;
import java.util.List;

/// Collects the effects of one step. The write to disk goes first, so that the disk starts before
/// the network.
final class Outbox {
  private List<Effect> effects = new ArrayList<>();

  void add(Effect effect) {
    effects.add(effect);
  }

  void addFirst(Effect effect) {
    effects.add(0, effect);
  }

  List<Effect> drain() {
    List<Effect> drained = effects;
    effects = new ArrayList<>();
    return drained;
  }
}
