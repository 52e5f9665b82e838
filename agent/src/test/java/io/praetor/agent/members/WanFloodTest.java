// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.http.agent.Member;
import io.praetor.rpc.ConsulException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WanFloodTest {
  private static final int ALIVE = 1;
  private static final int FAILED = 4;

  private final List<Member> lan = new ArrayList<>();
  private final List<Member> wan = new ArrayList<>();
  private final List<String> joined = new ArrayList<>();
  private final WanFlood flood = new WanFlood(() -> lan, () -> wan, this::join, "dc1");

  private void join(String address) {
    joined.add(address);
    if (address.endsWith(":1")) {
      throw new ConsulException("connect: connection refused");
    }
  }

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
    lan.add(member("one", "10.0.0.1", ALIVE, "consul", "8302"));
    lan.add(member("two", "10.0.0.2", ALIVE, "consul", "9302"));
    lan.add(member("six", "fd00::6", ALIVE, "consul", "8302"));
    lan.add(member("dead", "10.0.0.3", FAILED, "consul", "8302"));
    lan.add(member("client", "10.0.0.4", ALIVE, "node", "8302"));
    lan.add(member("odd", "10.0.0.5", ALIVE, "consul", "none"));
    wan.add(member("one.dc1", "10.0.0.1", ALIVE, "consul", "8302"));
    flood.run();
    assertEquals(List.of("two.dc1/10.0.0.2:9302", "six.dc1/[fd00::6]:8302"), joined);
  }

  @Test
  void whoFailedThereIsJoinedAgainAndARefusalIsNoEnd() {
    lan.add(member("shut", "10.0.0.1", ALIVE, "consul", "1"));
    lan.add(member("two", "10.0.0.2", ALIVE, "consul", "8302"));
    wan.add(member("two.dc1", "10.0.0.2", FAILED, "consul", "8302"));
    flood.run();
    assertEquals(List.of("shut.dc1/10.0.0.1:1", "two.dc1/10.0.0.2:8302"), joined);
  }
}
