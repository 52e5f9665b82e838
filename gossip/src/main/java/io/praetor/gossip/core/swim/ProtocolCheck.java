// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.PushPull;
import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the nodes of two pools can speak with each other: what each speaks must lie within what
/// all that are alive understand.
final class ProtocolCheck {
  private static final int VSN_BYTES = 6;

  private record Spoken(String name, Bytes vsn, boolean alive) {
    int at(int index) {
      return vsn.at(index) & 0xff;
    }
  }

  private ProtocolCheck() {}

  /// Null, or which node does not fit.
  static @Nullable String check(Collection<Node> local, List<PushPull.Node> remote) {
    List<Spoken> all = new ArrayList<>();
    for (PushPull.Node node : remote) {
      all.add(new Spoken(node.name(), node.vsn(), node.state() == 0));
    }
    for (Node node : local) {
      all.add(new Spoken(node.name, node.vsn, node.state == NodeState.ALIVE));
    }
    all.removeIf(spoken -> spoken.vsn().size() < VSN_BYTES);
    for (int part = 0; part < VSN_BYTES; part += 3) {
      int least = 0;
      int most = 255;
      for (Spoken spoken : all) {
        if (spoken.alive()) {
          least = Math.max(least, spoken.at(part));
          most = Math.min(most, spoken.at(part + 1));
        }
      }
      for (Spoken spoken : all) {
        int current = spoken.at(part + 2);
        if (current < least || current > most) {
          return "Node '"
              + spoken.name()
              + "' "
              + (part == 0 ? "protocol" : "delegate protocol")
              + " version ("
              + current
              + ") is incompatible: ["
              + least
              + ", "
              + most
              + "]";
        }
      }
    }
    return null;
  }
}
