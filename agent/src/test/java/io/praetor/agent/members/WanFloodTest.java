// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.gossip.core.serf.Coordinate;
import io.praetor.gossip.core.serf.KeyQuery;
import io.praetor.http.agent.Member;
import io.praetor.http.agent.UserEvent;
import io.praetor.rpc.ConsulException;
import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WanFloodTest {
  private static final int ALIVE = 1;
  private static final int FAILED = 4;

  private final Pools pools = new Pools();
  private final WanFlood flood = new WanFlood(pools, "dc1");

  private static Member member(String name, String host, int status, String role, String wanPort) {
    Map<String, String> tags =
        Map.of(
            "role",
            role,
            "dc",
            "dc1",
            "port",
            "8300",
            "vsn",
            "2",
            "build",
            "1.22.5:",
            "wan_join_port",
            wanPort);
    return new Member(name, host, 8301, tags, status, 1, 5, 2, 2, 5, 4);
  }

  @Test
  void serversThatAreMissingInTheWanPoolAreJoinedAtTheirPort() {
    pools.lan.add(member("one", "10.0.0.1", ALIVE, "consul", "8302"));
    pools.lan.add(member("two", "10.0.0.2", ALIVE, "consul", "9302"));
    pools.lan.add(member("six", "fd00::6", ALIVE, "consul", "8302"));
    pools.lan.add(member("dead", "10.0.0.3", FAILED, "consul", "8302"));
    pools.lan.add(member("client", "10.0.0.4", ALIVE, "node", "8302"));
    pools.lan.add(member("odd", "10.0.0.5", ALIVE, "consul", "none"));
    pools.wan.add(member("one.dc1", "10.0.0.1", ALIVE, "consul", "8302"));
    flood.run();
    assertEquals(List.of("two.dc1/10.0.0.2:9302", "six.dc1/[fd00::6]:8302"), pools.joined);
  }

  @Test
  void whoFailedThereIsJoinedAgainAndARefusalIsNoEnd() {
    pools.lan.add(member("shut", "10.0.0.1", ALIVE, "consul", "1"));
    pools.lan.add(member("two", "10.0.0.2", ALIVE, "consul", "8302"));
    pools.wan.add(member("two.dc1", "10.0.0.2", FAILED, "consul", "8302"));
    flood.run();
    assertEquals(List.of("shut.dc1/10.0.0.1:1", "two.dc1/10.0.0.2:8302"), pools.joined);
  }

  /// Two lists of members, and who was joined.
  private static final class Pools implements Members {
    final List<Member> lan = new ArrayList<>();
    final List<Member> wan = new ArrayList<>();
    final List<String> joined = new ArrayList<>();

    @Override
    public Member self(boolean inWan) {
      return list(inWan).getFirst();
    }

    @Override
    public List<Member> list(boolean inWan) {
      return inWan ? wan : lan;
    }

    @Override
    public void join(String address, boolean inWan) {
      joined.add(address);
      if (address.endsWith(":1")) {
        throw new ConsulException("connect: connection refused");
      }
    }

    @Override
    public void forceLeave(String node, boolean prune, boolean inWan) {}

    @Override
    public void leave() {}

    @Override
    public void broadcast(UserEvent event) {}

    @Override
    public void fire(String name, Bytes payload) {}

    @Override
    public void announceLeader() {}

    @Override
    public void listen(Listener listener) {}

    @Override
    public Coordinate coordinate(boolean inWan) {
      return Coordinate.ORIGIN;
    }

    @Override
    public Map<String, Coordinate> coordinates(boolean inWan) {
      return Map.of();
    }

    @Override
    public KeyQuery.Result keys(
        KeyQuery.Operation operation, String key, int relayFactor, boolean inWan) {
      throw new ConsulException("no keys here");
    }

    @Override
    public Map<String, String> stats(boolean inWan) {
      return Map.of();
    }
  }
}
