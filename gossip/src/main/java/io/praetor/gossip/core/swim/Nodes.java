// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All nodes of the pool, ourselves included, in the shuffled order in which they are probed.
final class Nodes {
  private final RandomGenerator random;
  private final Map<String, Node> byName = new HashMap<>();
  private final List<Node> order = new ArrayList<>();
  private int nextProbe;

  Nodes(RandomGenerator random) {
    this.random = random;
  }

  @Nullable Node get(String name) {
    return byName.get(name);
  }

  int size() {
    return order.size();
  }

  Collection<Node> all() {
    return Collections.unmodifiableList(order);
  }

  /// At a random place, so that new nodes are not probed in the same order everywhere.
  void add(Node node) {
    byName.put(node.name, node);
    order.add(node);
    Collections.swap(order, random.nextInt(order.size()), order.size() - 1);
  }

  /// The next node to probe, or null when there is none. At the end of each round the nodes that are
  /// gone since before `forget` are dropped, and the others are shuffled.
  @Nullable Node nextProbe(String self, long forget) {
    for (int checked = 0; checked <= order.size(); checked++) {
      if (nextProbe >= order.size()) {
        reset(forget);
        nextProbe = 0;
        if (order.isEmpty()) {
          return null;
        }
      }
      Node node = order.get(nextProbe++);
      if (!node.name.equals(self) && !node.state.gone()) {
        return node;
      }
    }
    return null;
  }

  private void reset(long forget) {
    order.removeIf(
        node -> {
          boolean old = node.state.gone() && node.changed < forget;
          if (old) {
            byName.remove(node.name);
          }
          return old;
        });
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
  }

  /// Up to `count` different nodes that are wanted, by chance.
  List<Node> random(int count, Predicate<Node> wanted) {
    List<Node> chosen = new ArrayList<>(count);
    int n = order.size();
    for (int tries = 0; tries < 3 * n && chosen.size() < count; tries++) {
      Node node = order.get(random.nextInt(n));
      if (wanted.test(node) && !chosen.contains(node)) {
        chosen.add(node);
      }
    }
    return chosen;
  }

  boolean anyAlive(String self) {
    for (Node node : order) {
      if (!node.state.gone() && !node.name.equals(self)) {
        return true;
      }
    }
    return false;
  }
}
