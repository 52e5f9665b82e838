// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.catalog.Vivaldi;
import io.praetor.gossip.core.serf.Coordinate;
import io.praetor.http.agent.Member;
import io.praetor.rpc.wan.WanDistances;
import io.praetor.rpc.wan.WanServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the servers of the WAN pool are, as this one knows it now.
public final class WanPositions {
  private static final int LEFT = 3;

  private WanPositions() {}

  /// Waits for the pool's thread.
  public static WanDistances of(Members members, String datacenter) {
    Vivaldi self = vivaldi(members.coordinate(true));
    String own = members.self(true).name();
    Map<String, Coordinate> known = members.coordinates(true);
    List<WanDistances.Placed> servers = new ArrayList<>();
    for (Member member : members.list(true)) {
      WanServer server = WanServer.of(member.name(), member.addr(), member.tags());
      if (server != null && member.status() != LEFT) {
        servers.add(
            new WanDistances.Placed(
                server, member.name().equals(own) ? self : position(known.get(member.name()))));
      }
    }
    return new WanDistances(datacenter, self, servers);
  }

  private static @Nullable Vivaldi position(@Nullable Coordinate known) {
    return known == null ? null : vivaldi(known);
  }

  private static Vivaldi vivaldi(Coordinate from) {
    return new Vivaldi(from.vec(), from.error(), from.adjustment(), from.height());
  }
}
