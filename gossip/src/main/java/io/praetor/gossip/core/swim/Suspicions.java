// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The suspicions that run, at most one of a node, with the one that ends next at hand: in a pool that
/// is cut in two there is one for every node beyond.
final class Suspicions {
  private final Map<String, Suspicion> byName = new HashMap<>();
  private final TreeSet<Suspicion> byDeadline =
      new TreeSet<>(
          Comparator.comparingLong(Suspicion::deadline).thenComparing(Suspicion::suspected));

  void add(Suspicion suspicion) {
    end(suspicion.suspected());
    byName.put(suspicion.suspected(), suspicion);
    byDeadline.add(suspicion);
  }

  boolean running(String name) {
    return byName.containsKey(name);
  }

  /// Whether the accusation is news that others should hear. The node must be suspected.
  boolean confirm(String name, String from, long now) {
    Suspicion suspicion = byName.get(name);
    if (suspicion == null || !suspicion.confirms(from)) {
      return false;
    }
    byDeadline.remove(suspicion);
    suspicion.confirm(from, now);
    byDeadline.add(suspicion);
    return true;
  }

  void end(String name) {
    Suspicion suspicion = byName.remove(name);
    if (suspicion != null) {
      byDeadline.remove(suspicion);
    }
  }

  /// Takes out one whose time is up, or answers null.
  @Nullable Suspicion expired(long now) {
    if (byDeadline.isEmpty() || byDeadline.first().deadline() > now) {
      return null;
    }
    Suspicion suspicion = byDeadline.first();
    end(suspicion.suspected());
    return suspicion;
  }

  long deadline() {
    return byDeadline.isEmpty() ? Long.MAX_VALUE : byDeadline.first().deadline();
  }
}
