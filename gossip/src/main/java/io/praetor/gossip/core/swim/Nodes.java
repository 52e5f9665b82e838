// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.table.NameMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All nodes of the pool, ourselves included, and the shuffled order in which they are probed.
final class Nodes {
  private final RandomGenerator random;
  private NameMap<Node> byName = NameMap.empty();

  /// Exactly the names of `byName`.
  private final List<String> order = new ArrayList<>();

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

  void forEach(Consumer<Node> action) {
    byName.forEach(action);
  }

  /// A new node goes to a random place, so that it is not probed in the same order everywhere.
  void put(Node node) {
    int before = byName.size();
    byName = byName.with(node);
    if (byName.size() > before) {
      order.add(node.name());
      Collections.swap(order, random.nextInt(order.size()), order.size() - 1);
    }
  }

  /// Knows from now on what others know, and nothing else.
  void adopt(Nodes others) {
    byName = others.byName;
    List<String> names = List.copyOf(others.order);
    order.clear();
    order.addAll(names);
    shuffle();
    nextProbe = 0;
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
      Node node = at(nextProbe++);
      if (!node.name().equals(self) && !node.state().gone()) {
        return node;
      }
    }
    return null;
  }

  private Node at(int index) {
    Node node = byName.get(order.get(index));
    if (node == null) {
      throw new IllegalStateException("a node is in the order of probes alone");
    }
    return node;
  }

  private void reset(long forget) {
    List<String> old = new ArrayList<>();
    byName.forEach(
        node -> {
          if (node.state().gone() && node.changed() < forget) {
            old.add(node.name());
          }
        });
    if (!old.isEmpty()) {
      for (String name : old) {
        byName = byName.without(name);
      }
      order.removeIf(name -> byName.get(name) == null);
    }
    shuffle();
  }

  private void shuffle() {
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
  }

  /// Up to `count` different nodes that are wanted, by chance.
  List<Node> random(int count, Predicate<Node> wanted) {
    List<Node> chosen = new ArrayList<>(count);
    int n = order.size();
    for (int tries = 0; tries < 3 * n && chosen.size() < count; tries++) {
      Node node = at(random.nextInt(n));
      if (wanted.test(node) && !chosen.contains(node)) {
        chosen.add(node);
      }
    }
    return chosen;
  }

  boolean anyAlive(String self) {
    for (int i = 0; i < order.size(); i++) {
      Node node = at(i);
      if (!node.state().gone() && !node.name().equals(self)) {
        return true;
      }
    }
    return false;
  }
}
