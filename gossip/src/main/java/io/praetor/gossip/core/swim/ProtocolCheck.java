// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.gossip.core.packet.PushPull;
import io.praetor.wire.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the nodes of two pools can speak with each other: what each speaks must lie within what
/// all that are alive understand.
final class ProtocolCheck {
  private static final int VSN_BYTES = 6;
  private static final int PARTS = 2;

  /// What all that are alive understand, for memberlist's protocol and for the layer's.
  private final int[] least = new int[PARTS];

  private final int[] most = {255, 255};
  private @Nullable String problem;

  private ProtocolCheck() {}

  /// Null, or which node does not fit.
  static @Nullable String check(Nodes local, List<PushPull.Node> remote) {
    ProtocolCheck check = new ProtocolCheck();
    for (PushPull.Node node : remote) {
      check.narrow(node.vsn(), node.state() == 0);
    }
    local.forEach(node -> check.narrow(node.vsn(), node.state() == NodeState.ALIVE));
    for (int part = 0; part < PARTS && check.problem == null; part++) {
      int looked = part;
      for (PushPull.Node node : remote) {
        check.look(looked, node.name(), node.vsn());
      }
      local.forEach(node -> check.look(looked, node.name(), node.vsn()));
    }
    return check.problem;
  }

  private static int at(Bytes vsn, int part, int index) {
    return vsn.at(3 * part + index) & 0xff;
  }

  private void narrow(Bytes vsn, boolean alive) {
    if (!alive || vsn.size() < VSN_BYTES) {
      return;
    }
    for (int part = 0; part < PARTS; part++) {
      least[part] = Math.max(least[part], at(vsn, part, 0));
      most[part] = Math.min(most[part], at(vsn, part, 1));
    }
  }

  private void look(int part, String name, Bytes vsn) {
    if (problem != null || vsn.size() < VSN_BYTES) {
      return;
    }
    int current = at(vsn, part, 2);
    if (current < least[part] || current > most[part]) {
      problem =
          "Node '"
              + name
              + "' "
              + (part == 0 ? "protocol" : "delegate protocol")
              + " version ("
              + current
              + ") is incompatible: ["
              + least[part]
              + ", "
              + most[part]
              + "]";
    }
  }
}
