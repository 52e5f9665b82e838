// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.http.agent.Member;
import io.praetor.rpc.ConsulException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the servers of the LAN pool into the WAN pool: whoever of them is alive here and not there
/// is joined at the port that it announces. Runs on one thread at a time, and may wait.
public final class WanFlood implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");
  private static final int ALIVE = 1;

  private final Members members;
  private final String datacenter;

  public WanFlood(Members members, String datacenter) {
    this.members = members;
    this.datacenter = datacenter;
  }

  @Override
  public synchronized void run() {
    Set<String> present =
        members.list(true).stream()
            .filter(member -> member.status() == ALIVE)
            .map(Member::name)
            .collect(Collectors.toSet());
    for (Member server : List.copyOf(members.list(false))) {
      String port = server.tags().getOrDefault("wan_join_port", "");
      String name = server.name() + "." + datacenter;
      if (server.status() != ALIVE
          || !ServerTags.valid(server.tags())
          || port.isEmpty()
          || present.contains(name)) {
        continue;
      }
      String host = server.addr().contains(":") ? "[" + server.addr() + "]" : server.addr();
      try {
        members.join(name + "/" + host + ":" + port, true);
        LOG.info("Successfully performed flood-join for server: address={} port={}", host, port);
      } catch (ConsulException e) {
        LOG.debug("Failed to flood-join server: address={} error={}", host, e.text().strip());
      }
    }
  }
}
